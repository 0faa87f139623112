import { currentRequest } from '#lib/door/current-request'
import { looks, type Variant } from './button.tsx'
import type { FormAction } from './form.tsx'

type Props = {
  action: FormAction
  children: React.ReactNode
  /** Hidden fields: the record's id and version, as a rule. */
  values?: Record<string, string | number>
  variant?: Variant
  /** Asked in a dialog first; `yes` is the word on its button. */
  confirm?: string
  yes?: string
  title?: string
  label?: string
  disabled?: boolean
}

/** A button that does one thing to one record. What asks first opens its question below; where scripts run, they ask in a dialog instead. */
export function ActionButton({ action, children, values = {}, variant, confirm, yes, title, label, disabled }: Props) {
  const message = failureOf(action, values)
  const asks = confirm !== undefined && !disabled
  const form = (
    <form action={action as unknown as Send} className="act" data-confirm={confirm} data-yes={yes}>
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {asks && <p>{confirm}</p>}
      <button
        type="submit"
        className={looks(variant)}
        title={asks ? undefined : title}
        aria-label={asks ? undefined : label}
        disabled={disabled}
      >
        {asks ? (yes ?? children) : children}
      </button>
      {message && (
        <strong className="error" role="alert">
          {message}
        </strong>
      )}
    </form>
  )
  if (!asks) return form
  return (
    <details className="asks" open={message !== undefined}>
      <summary className={looks(variant)} title={title} aria-label={label}>
        {children}
      </summary>
      {form}
    </details>
  )
}

type Send = (form: FormData) => Promise<void>

// The page is shown again after a failure; the button that was pressed says why nothing happened.
function failureOf(action: FormAction, values: Record<string, string | number>) {
  const failed = currentRequest()?.failed
  if (!failed || failed.action !== (action as { $$id?: string }).$$id) return undefined
  return Object.entries(values).every(([name, value]) => String(failed.values[name]) === String(value)) ? failed.message : undefined
}
