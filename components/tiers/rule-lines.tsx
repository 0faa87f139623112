import { type Line, MOST_LINES, nameOf, type Typed } from '#lib/tier-rules/model'
import type { Sources } from '#lib/tier-rules/typed'
import type { Choice, Field as RuleField } from '#lib/tiers/model'
import { Field } from '../ui/field.tsx'
import type { InputSpec, Option } from '../ui/field-spec.tsx'

/** What the lines offer: fields with their units, and what there is to choose from. */
export type Offer = { fields: Pick<RuleField, 'key' | 'label' | 'unit' | 'window' | 'choices'>[]; sources: Sources }
type Errors = Record<string, string[]> | undefined

const operators = [
  { value: 'gte', label: '≥' },
  { value: 'gt', label: '>' },
  { value: 'lte', label: '≤' },
  { value: 'lt', label: '<' },
  { value: 'eq', label: '是（=）' },
  { value: 'ne', label: '不是' },
  { value: 'between', label: '介于' },
]
const unitWords = { money: '元', count: '', percent: '%', days: '天', choice: '' }
const samples = { money: '例如 100,000', count: '例如 5', percent: '例如 20', days: '例如 180', choice: '' }

/** The conditions of a rule, a line each; an empty line says nothing. */
export function RuleLines({ typed, offer, errors, id }: { typed: Typed; offer: Offer; errors: Errors; id: string }) {
  return typed.groups.map((lines, group) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
    <fieldset key={group} className="conditions wide">
      <legend>{legendOf(typed.kind, group, typed.groups.length)}</legend>
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
        <div key={at} className={typed.kind === 'points' ? 'condition points' : 'condition'}>
          {specsOf(line, offer, typed.kind).map(([part, spec]) => {
            if (!spec) return <span key={part} />
            const name = nameOf(group, at, part)
            const label = `第 ${at + 1} 行${spec.label}`
            return (
              <Field
                key={name}
                spec={{ ...spec, name, label, bare: true }}
                id={`${id}-${name}`}
                value={line[part]}
                errors={errors?.[name]}
              />
            )
          })}
        </div>
      ))}
      {lines.length < MOST_LINES && (
        <p>
          <button type="submit" className="btn quiet" name="more" value={`line-${group}`}>
            再加一行
          </button>
        </p>
      )}
    </fieldset>
  ))
}

function legendOf(kind: Typed['kind'], group: number, count: number) {
  if (kind === 'points') return '每满足一行，得到这一行的分数'
  if (count === 1) return '同时满足以下各行'
  return group === 0 ? '同时满足以下各行' : '或者，同时满足以下各行'
}

function specsOf(line: Line, { fields, sources }: Offer, kind: Typed['kind']) {
  const field = fields.find(({ key }) => key === line.field)
  const choices = field?.unit === 'choice' ? (field.choices ?? sources[field.key] ?? []) : undefined
  const unit = field?.window?.unit
  const specs: [keyof Line, InputSpec | undefined][] = [
    ['field', { kind: 'select', name: '', label: '字段', options: fields.map(optionOf), blank: '选择字段' }],
    ['op', { kind: 'select', name: '', label: '比较', options: operators, blank: '比较' }],
    ['value', valueSpec(choices, field)],
    ['window', field && !unit ? undefined : windowSpec(unit)],
  ]
  if (kind === 'points') specs.push(['points', { kind: 'number', name: '', label: '分数', unit: '分' }])
  return specs
}

const windowSpec = (unit: 'month' | 'day' | undefined): InputSpec => ({
  kind: 'number',
  name: '',
  label: '统计周期',
  placeholder: '周期',
  unit: unit ? { month: '个月内', day: '天内' }[unit] : '',
})

const valueSpec = (choices: readonly Choice[] | undefined, field: Offer['fields'][number] | undefined): InputSpec =>
  choices
    ? {
        kind: 'combobox',
        name: '',
        label: '数值',
        list: choices.map(({ label }) => label.replace(/ · .*$/, '')),
        placeholder: '多项用顿号隔开',
      }
    : { kind: 'text', name: '', label: '数值', maxLength: 60, placeholder: field ? samples[field.unit] : '数值' }

const optionOf = ({ key, label, unit }: Offer['fields'][number]): Option => ({
  value: key,
  label: unitWords[unit] ? `${label}（${unitWords[unit]}）` : label,
})
