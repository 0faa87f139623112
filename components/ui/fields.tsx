import { Field } from './field.tsx'
import { type FieldSpec, inputsOf } from './field-spec.tsx'

export type FieldsProps = { fields: FieldSpec[]; id: string; errors?: Record<string, string[]>; values?: Record<string, unknown> }

export function Fields(props: FieldsProps) {
  const inputs = inputsOf(props.fields)
  const wrong = inputs.find(({ name }) => props.errors?.[name])
  // After a post a password is always to be typed again.
  const first = (wrong ?? (props.values && inputs.find(({ kind }) => kind === 'password')))?.name
  return <List {...props} first={first} />
}

function List({ fields, first, ...props }: FieldsProps & { first?: string }) {
  return fields.map((spec) => <One key={`${spec.kind} ${'name' in spec ? spec.name : spec.label}`} spec={spec} first={first} {...props} />)
}

type OneProps = Omit<FieldsProps, 'fields'> & { spec: FieldSpec; first?: string }

function One({ spec, first, ...props }: OneProps) {
  const { id, errors, values } = props
  if (spec.kind === 'hidden') return <input type="hidden" name={spec.name} value={String(spec.value ?? '')} />
  if (spec.kind === 'heading')
    return (
      <h2 className="wide">
        {spec.label}
        {spec.help && <small>{spec.help}</small>}
      </h2>
    )
  if (spec.kind === 'group')
    return (
      <details className="wide" open={spec.open || inputsOf(spec.fields).some(({ name }) => errors?.[name])}>
        <summary>
          {spec.label}
          {spec.help && <small>{spec.help}</small>}
        </summary>
        <div className="inner">
          <List fields={spec.fields} first={first} {...props} />
        </div>
      </details>
    )
  const kept = values && spec.name in values
  const value = kept ? values[spec.name] : values && isTick(spec) ? undefined : spec.value
  const focus = first ? first === spec.name : spec.autoFocus
  return <Field spec={spec} id={`${id}-${spec.name}`} value={value} errors={errors?.[spec.name]} focus={focus} />
}

/** An unticked box is not posted: after a post, absence means no. */
const isTick = ({ kind }: FieldSpec) => kind === 'checkbox' || kind === 'checkboxes'
