import type { Option, OptionGroup } from './field-spec.tsx'

export type FilterSpec =
  | { kind: 'search'; name: string; label: string; placeholder?: string }
  | { kind: 'select'; name: string; label: string; options: Option[] | OptionGroup[]; all?: string }
  /** Posts `<name>_from` and `<name>_to`, both YYYY-MM-DD. */
  | { kind: 'dates'; name: string; label: string }
  /** Posts `<name>_min` and `<name>_max`. */
  | { kind: 'range'; name: string; label: string; unit?: string }
  | { kind: 'check'; name: string; label: string }
  | { kind: 'text'; name: string; label: string; placeholder?: string }

/** The names a filter has in the address. */
export const namesOf = ({ kind, name }: FilterSpec): string[] => {
  if (kind === 'dates') return [`${name}_from`, `${name}_to`]
  return kind === 'range' ? [`${name}_min`, `${name}_max`] : [name]
}
