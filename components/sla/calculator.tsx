import { timeLabels } from '#lib/sla/model'
import { Field } from '../ui/field.tsx'
import type { InputSpec } from '../ui/field-spec.tsx'
import type { Query } from '../ui/place.tsx'

type Props = { path: string; values: Query; kinds: Choice[]; urgencies: Choice[] }

type Choice = { value: string; label: string }

/** A moment and a policy to try: the answer stands below, at an address of its own. */
export function Calculator({ path, values, kinds, urgencies }: Props) {
  return (
    <form action={`${path}#answer`} className="form two">
      {specsFor(kinds, urgencies).map((spec) => (
        <Field key={spec.name} spec={spec} id={`try-${spec.name}`} value={values[spec.name]} />
      ))}
      <p className="deeds">
        <button type="submit" className="btn">
          计算到期时间
        </button>
      </p>
    </form>
  )
}

// Where nothing is chosen, the first of each counts.
const first = ([choice]: Choice[]) => choice?.label

const specsFor = (kinds: Choice[], urgencies: Choice[]): InputSpec[] => [
  { kind: 'datetime-local', name: 'start', label: '开始时间', required: true },
  {
    kind: 'select',
    name: 'watched',
    label: '计算哪个时限',
    options: [
      { value: 'receive', label: '接收' },
      { value: 'resolve', label: '解决' },
    ],
    blank: '响应',
  },
  { kind: 'select', name: 'kind', label: '工单类型', options: kinds.slice(1), blank: first(kinds) },
  { kind: 'select', name: 'urgency', label: '紧急程度', options: urgencies.slice(1), blank: first(urgencies) },
  {
    kind: 'select',
    name: 'time',
    label: '计时方式',
    options: Object.entries(timeLabels).map(([value, label]) => ({ value, label })),
    blank: '按时限设置',
  },
  { kind: 'datetime-local', name: 'from', label: '暂停开始', help: '等待客户的时间不计，没有则不填' },
  { kind: 'datetime-local', name: 'to', label: '暂停结束', help: '留空表示仍在等待' },
]
