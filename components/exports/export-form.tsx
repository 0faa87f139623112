import { formatLabels, formats, MANY, maskingRule, PER_HOUR } from '#lib/exports/model'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Facts } from '../ui/facts.tsx'
import { type FieldSpec, inputsOf } from '../ui/field-spec.tsx'
import { Fields } from '../ui/fields.tsx'
import { Section } from '../ui/section.tsx'

// The answer is a file: the browser's own post fetches it, and the page stays.
const unboosted = { 'hx-boost': 'false', 'data-file': '' }

type Props = {
  action: string
  /** Where 取消 leads: the list as it was. */
  back: string
  count: string
  unit: string
  filter: string
  order: string
  /** More rows than leave without the password. */
  isMany: boolean
  query: string
  ids?: number[]
  spans?: { value: string; label: string; help?: string }[]
  values: { reason?: string; format?: string; span?: string }
  problem: { message?: string; errors?: Record<string, string[]> }
}

/** What will leave the house, under which rule, and what is asked for it (G-07). */
export function ExportForm({ action, back, count, unit, filter, order, isMany, query, ids = [], spans, values, problem }: Props) {
  const fields = fieldsFor(values, isMany, spans)
  return (
    <>
      <Section title="导出内容">
        <Facts
          facts={[
            { label: '将导出', value: `${count} ${unit}` },
            { label: '筛选条件', value: filter },
            { label: '顺序', value: order },
            { label: '脱敏规则', value: maskingRule },
            { label: '留痕', value: `首行写明导出人、时间、条数和筛选条件；原因记入日志；每人每小时最多 ${PER_HOUR} 次` },
          ]}
        />
      </Section>
      <form className="form" id="export" method="post" action={action} {...unboosted}>
        <ErrorSummary id="export" message={problem.message} errors={problem.errors} inputs={inputsOf(fields)} />
        <input type="hidden" name="query" value={query} />
        {ids.map((id) => (
          <input key={id} type="hidden" name="ids" value={id} />
        ))}
        <Fields id="export" fields={fields} errors={problem.errors} />
        <p className="wide">文件由浏览器保存，本页不会跳转。请妥善保管，用完后删除。</p>
        <p className="deeds">
          <button type="submit" className="btn first">
            导出
          </button>
          <a className="btn quiet" href={back}>
            返回列表
          </a>
        </p>
      </form>
    </>
  )
}

function fieldsFor(values: Props['values'], isMany: boolean, spans: Props['spans']): FieldSpec[] {
  const span: FieldSpec[] = spans
    ? [{ kind: 'radio', name: 'span', label: '导出的列', options: spans, value: values.span ?? spans[0]?.value }]
    : []
  const password: FieldSpec[] = isMany
    ? [
        {
          kind: 'password',
          name: 'password',
          label: '登录密码',
          required: true,
          autoComplete: 'current-password',
          help: `超过 ${MANY} 条需再次确认身份`,
        },
      ]
    : []
  return [
    {
      kind: 'radio',
      name: 'format',
      label: '文件格式',
      required: true,
      options: formats.map((value) => ({ value, label: formatLabels[value] })),
      value: values.format ?? 'xlsx',
    },
    ...span,
    { kind: 'text', name: 'reason', label: '导出原因', required: true, maxLength: 100, value: values.reason, help: '例如 季度客户盘点' },
    ...password,
  ]
}
