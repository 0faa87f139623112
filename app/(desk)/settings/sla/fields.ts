import type { FieldSpec } from '#components/ui/form'
import type { Settings } from '#lib/settings/model'
import { settingLabels } from '#lib/settings/model'
import { policyLabels, type SlaPolicy, timeLabels, weekdayLabels } from '#lib/sla/model'

const clocks = {
  receiveMinutes: '从登记到接收；0.5 表示 30 分钟',
  respondMinutes: '从接收到首次响应',
  resolveMinutes: '从接收到解决，不短于响应时限',
} as const
type ClockField = keyof typeof clocks
const clockFields = Object.keys(clocks) as ClockField[]

/** A policy as a person changes it, in hours. */
export const policyFields = (policy: SlaPolicy): FieldSpec[] => [
  { kind: 'hidden', name: 'kind', value: policy.kind },
  { kind: 'hidden', name: 'urgency', value: policy.urgency },
  { kind: 'hidden', name: 'version', value: policy.version },
  ...clockFields.map((name) => ({
    kind: 'number' as const,
    name,
    label: policyLabels[name],
    value: hoursOf(policy[name]),
    required: true,
    unit: '小时',
    help: clocks[name],
  })),
  {
    kind: 'number',
    name: 'amberPercent',
    label: policyLabels.amberPercent,
    value: policy.amberPercent,
    required: true,
    min: 10,
    max: 99,
    unit: '%',
    help: '用去这么多时限后显示「即将到期」',
  },
  {
    kind: 'radio',
    name: 'time',
    label: policyLabels.time,
    value: policy.time,
    required: true,
    wide: true,
    options: [
      { value: 'natural', label: timeLabels.natural, help: '昼夜和节假日都计' },
      { value: 'working', label: timeLabels.working, help: '只计工作时间，午休、周末、节假日不计，调休上班的日子计' },
    ],
  },
]

/** The hours of the form as the command's minutes; what is no number stays for the command to refuse. */
export function inMinutes(fields: Record<string, unknown>): Record<string, unknown> {
  const minutes = clockFields.map((name) => [name, fields[name] === '' ? undefined : Math.round(Number(fields[name]) * 60)])
  return { ...fields, ...Object.fromEntries(minutes) }
}

/** The working week and the ladder. */
export const hoursFields = (settings: Settings): FieldSpec[] => [
  {
    kind: 'checkboxes',
    name: 'workDays',
    label: settingLabels.workDays,
    value: settings.workDays,
    options: weekdayLabels.map((label, at) => ({ value: at + 1, label })),
    wide: true,
  },
  {
    kind: 'text',
    name: 'workHours',
    label: settingLabels.workHours,
    value: settings.workHours.join('、'),
    required: true,
    maxLength: 200,
    wide: true,
    help: '各时段之间的休息不计，写作 09:00-12:00、13:30-18:00；夜班写作 00:00-02:00、18:00-24:00',
  },
  ...(['tellHandler', 'tellHead', 'tellManager'] as const).map((name) => ({
    kind: 'number' as const,
    name,
    label: settingLabels[name].replace('（分钟）', ''),
    value: settings[name],
    required: true,
    min: 0,
    unit: '分钟',
    help: name === 'tellHandler' ? '0 表示一超时就提醒；按该工单的计时方式计算，每人每次超时只提醒一次' : undefined,
  })),
]

const hoursOf = (minutes: number) => Number((minutes / 60).toFixed(2))
