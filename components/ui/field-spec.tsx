export type Option = string | { value: string | number; label: string; disabled?: boolean; help?: string }
export type OptionGroup = { label: string; options: Option[] }

type Labels = Record<string, string>

/** What a field offers, from the words of an enumeration; `help` says more of some. */
export const optionsOf = (labels: Labels, help: Labels = {}): { value: string; label: string; help?: string }[] =>
  Object.entries(labels).map(([value, label]) => (help[value] ? { value, label, help: help[value] } : { value, label }))

type Base = {
  name: string
  label: string
  help?: string
  required?: boolean
  /** What stands there before anybody typed; what was typed wins. */
  value?: unknown
  placeholder?: string
  disabled?: boolean
  readOnly?: boolean
  autoComplete?: string
  autoFocus?: boolean
  /** The label is read aloud and not shown; the placeholder says it. */
  bare?: boolean
  /** Takes the whole width of a two-column form. */
  wide?: boolean
}

type Line = Base & {
  kind: 'text' | 'tel' | 'email' | 'url' | 'date' | 'datetime-local' | 'time' | 'month' | 'search'
  maxLength?: number
  min?: string
  max?: string
}
type Figure = Base & { kind: 'number' | 'money'; min?: number; max?: number; step?: number | 'any'; unit?: string }
type Text = Base & { kind: 'textarea'; rows?: number; maxLength?: number }
// `across`: marks of a scale, side by side to the last one.
type Choice = Base & {
  kind: 'select' | 'radio' | 'checkboxes'
  options: Option[] | OptionGroup[]
  blank?: string
  multiple?: boolean
  across?: boolean
}
type Tick = Base & { kind: 'checkbox'; on?: string }
type Combobox = Base & { kind: 'combobox'; list: Option[]; maxLength?: number }
type Password = Base & { kind: 'password'; maxLength?: number }
type File = Base & { kind: 'file'; accept?: string; multiple?: boolean; capture?: 'environment' | 'user' }
type Fixed = Base & { kind: 'fixed'; href?: string }

export type InputSpec = Line | Figure | Text | Choice | Tick | Combobox | Password | File | Fixed
export type FieldSpec =
  | InputSpec
  | { kind: 'hidden'; name: string; value: unknown }
  | { kind: 'heading'; label: string; help?: string }
  /** Optional fields, folded; opens by itself when one of them has an error. */
  | { kind: 'group'; label: string; help?: string; fields: FieldSpec[]; open?: boolean }

export const isGrouped = (options: Option[] | OptionGroup[]): options is OptionGroup[] =>
  typeof options[0] === 'object' && 'options' in options[0]

export const flatOptions = (options: Option[] | OptionGroup[]): Option[] =>
  isGrouped(options) ? options.flatMap((group) => group.options) : (options as Option[])

export const keyOf = (option: Option) => (typeof option === 'string' ? option : String(option.value))
export const labelOf = (option: Option) => (typeof option === 'string' ? option : option.label)

/** Every field that takes an answer, in reading order, out of its groups. */
export const inputsOf = (fields: FieldSpec[]): InputSpec[] =>
  fields.flatMap((field) => {
    if (field.kind === 'group') return inputsOf(field.fields)
    return field.kind === 'hidden' || field.kind === 'heading' ? [] : [field]
  })
