import { ErrorSummary } from '../ui/error-summary.tsx'
import { type FieldSpec, inputsOf } from '../ui/field-spec.tsx'
import { Fields } from '../ui/fields.tsx'

// The answer is a file: the browser's own post fetches it, and the page stays.
const unboosted = { 'hx-boost': 'false', 'data-file': '' }

/** Why a copy leaves the house; the reason stays on record. */
export function CopyForm({ of, reason, problem }: { of: string; reason?: string; problem?: string }) {
  const fields: FieldSpec[] = [
    {
      kind: 'text',
      name: 'reason',
      label: '导出原因',
      required: true,
      maxLength: 100,
      value: reason,
      help: '记入日志，请不要写姓名和号码，例如 本人申请查阅',
    },
  ]
  const errors = problem ? { reason: [problem] } : undefined
  return (
    <form className="form" id="copy" method="post" action="/settings/persons/copy" {...unboosted}>
      <ErrorSummary id="copy" errors={errors} inputs={inputsOf(fields)} />
      <input type="hidden" name="of" value={of} />
      <Fields id="copy" fields={fields} errors={errors} />
      <p className="deeds">
        <button type="submit" className="btn first">
          导出一份
        </button>
      </p>
    </form>
  )
}
