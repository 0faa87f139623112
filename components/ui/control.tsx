import { flatOptions, type InputSpec, isGrouped, keyOf, labelOf, type Option, type OptionGroup } from './field-spec.tsx'
import { listOf } from './place.tsx'

export type Wiring = {
  id: string
  name: string
  value: unknown
  'aria-invalid'?: true
  'aria-describedby'?: string
  autoFocus?: boolean
}

/** The control alone: label, help and error stand around it in field.tsx. */
export function Control({ spec, wiring }: { spec: InputSpec; wiring: Wiring }) {
  const { value, ...rest } = wiring
  const { required, disabled, readOnly, placeholder, autoComplete } = spec
  const shared = { ...rest, required, disabled, readOnly, placeholder, autoComplete }
  const text = value === null || value === undefined ? '' : String(value)

  switch (spec.kind) {
    case 'textarea':
      return <textarea {...shared} rows={spec.rows ?? 4} maxLength={spec.maxLength} defaultValue={text} />
    case 'select':
      return <Select spec={spec} wiring={wiring} />
    case 'combobox':
      return (
        <>
          <input {...shared} list={`${rest.id}-list`} maxLength={spec.maxLength} defaultValue={text} autoComplete="off" />
          <datalist id={`${rest.id}-list`}>{spec.list.map(option)}</datalist>
        </>
      )
    case 'number':
    case 'money':
      return (
        <span className="unit">
          <input {...shared} inputMode="decimal" data-min={spec.min} data-max={spec.max} defaultValue={text} />
          <span aria-hidden="true">{spec.unit ?? (spec.kind === 'money' ? '元' : '')}</span>
        </span>
      )
    case 'password':
      return <input {...shared} type="password" maxLength={spec.maxLength} data-reveal="" />
    case 'file':
      return <input {...shared} type="file" accept={spec.accept} multiple={spec.multiple} capture={spec.capture} />
    case 'fixed':
      return <output id={rest.id}>{spec.href ? <a href={spec.href}>{text}</a> : text || '未填写'}</output>
    case 'radio':
    case 'checkboxes':
    case 'checkbox':
      return null
    default:
      return <input {...shared} type={spec.kind} maxLength={spec.maxLength} min={spec.min} max={spec.max} defaultValue={text} />
  }
}

function Select({ spec, wiring: { value, ...rest } }: { spec: Extract<InputSpec, { options: unknown }>; wiring: Wiring }) {
  const { required, disabled, multiple, blank = '请选择' } = spec
  return (
    <select
      {...rest}
      required={required}
      disabled={disabled}
      multiple={multiple}
      defaultValue={multiple ? listOf(value) : (listOf(value)[0] ?? '')}
    >
      {!multiple && <option value="">{blank}</option>}
      <Options options={spec.options} />
    </select>
  )
}

export function Options({ options }: { options: Option[] | OptionGroup[] }) {
  if (!isGrouped(options)) return flatOptions(options).map(option)
  return options.map((group) => (
    <optgroup key={group.label} label={group.label}>
      {group.options.map(option)}
    </optgroup>
  ))
}

const option = (one: Option) => (
  <option key={keyOf(one)} value={keyOf(one)} disabled={typeof one === 'object' && one.disabled}>
    {labelOf(one)}
  </option>
)
