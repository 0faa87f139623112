/** The posted form of columns and people as the command takes it: `col_name=2`, `name_0=李梅`, `person_0=5`; what is blank is null. */
export function mappingOf(fields: Record<string, unknown>) {
  const entries = Object.entries(fields)
  const mapping = entries.flatMap(([name, value]) => (name.startsWith('col_') ? [[name.slice(4), numberOrNull(value)]] : []))
  const people = entries.flatMap(([name, value]) =>
    name.startsWith('name_') ? [[String(value), numberOrNull(fields[`person_${name.slice(5)}`])]] : [],
  )
  return { id: fields.id, version: fields.version, mapping: Object.fromEntries(mapping), people: Object.fromEntries(people) }
}

const numberOrNull = (value: unknown) => (value === '' || value === undefined ? null : Number(value))
