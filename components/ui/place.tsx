export type Query = Record<string, string | string[] | undefined>
export type Place = { path: string; query: Query }

/** The same page with some of its query changed; null or '' drops a name. */
export function at({ path, query }: Place, changes: Record<string, string | number | string[] | null>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...query, ...changes })) for (const one of listOf(value)) search.append(name, one)
  return search.size > 0 ? `${path}?${search}` : path
}

export function listOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String)
  return value === null || value === undefined || value === '' ? [] : [String(value)]
}
