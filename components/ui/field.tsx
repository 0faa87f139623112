import { Choices } from './choices.tsx'
import { Control, type Wiring } from './control.tsx'
import type { InputSpec } from './field-spec.tsx'

export type FieldProps = { spec: InputSpec; id: string; value: unknown; errors?: string[]; focus?: boolean }

/** Label above, help and error below, all three wired to the control. */
export function Field({ spec, id, value, errors, focus }: FieldProps) {
  const wiring: Wiring = {
    id,
    name: spec.name,
    value,
    'aria-invalid': errors ? true : undefined,
    'aria-describedby': [spec.help && `${id}-help`, errors && `${id}-error`].filter(Boolean).join(' ') || undefined,
    autoFocus: focus || undefined,
  }
  const className = `field${spec.wide || spec.kind === 'textarea' ? ' wide' : ''}${errors ? ' wrong' : ''}`
  if (spec.kind === 'checkbox') return <Tick spec={spec} wiring={wiring} errors={errors} className={className} />
  if (spec.kind === 'radio' || spec.kind === 'checkboxes')
    return (
      <fieldset className={className} aria-describedby={wiring['aria-describedby']}>
        <legend>
          <Label spec={spec} />
        </legend>
        <Choices spec={spec} wiring={wiring} />
        <Below id={id} help={spec.help} errors={errors} />
      </fieldset>
    )
  return (
    <div className={className}>
      <label htmlFor={id} className={spec.bare ? 'vh' : undefined}>
        <Label spec={spec} />
      </label>
      <Control spec={spec} wiring={wiring} />
      <Below id={id} help={spec.help} errors={errors} />
    </div>
  )
}

type TickProps = { spec: Extract<InputSpec, { kind: 'checkbox' }>; wiring: Wiring; errors?: string[]; className: string }

function Tick({ spec, wiring: { value, ...rest }, errors, className }: TickProps) {
  const on = spec.on ?? 'on'
  return (
    <div className={className}>
      <label className="tick" htmlFor={rest.id}>
        <input {...rest} type="checkbox" value={on} defaultChecked={value === true || String(value) === on} disabled={spec.disabled} />
        <span>
          <Label spec={spec} />
        </span>
      </label>
      <Below id={rest.id} help={spec.help} errors={errors} />
    </div>
  )
}

function Label({ spec: { label, required } }: { spec: InputSpec }) {
  return (
    <>
      {label}
      {required && (
        <abbr className="must" title="必填">
          *
        </abbr>
      )}
    </>
  )
}

function Below({ id, help, errors }: { id: string; help?: string; errors?: string[] }) {
  return (
    <>
      {help && (
        <small className="help" id={`${id}-help`}>
          {help}
        </small>
      )}
      {errors && (
        <strong className="error" id={`${id}-error`}>
          {errors.join('；')}
        </strong>
      )}
    </>
  )
}
