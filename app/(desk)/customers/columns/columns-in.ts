import { columnKeys } from '#lib/customers/labels'

/** The columns that were ticked, by the numbers given; a column without a number stands behind the others, in the order offered. */
export function columnsIn({ shown, reset, ...places }: Record<string, unknown>) {
  if (reset === '1') return { columns: [] }
  const unknown = Object.keys(places).filter((name) => !columnKeys.some((key) => name === `place-${key}`))
  const ticked = [shown ?? []].flat().map(String)
  const placeOf = (key: string) => {
    const place = Number(places[`place-${key}`])
    return places[`place-${key}`] !== '' && Number.isFinite(place) ? place : Number.MAX_SAFE_INTEGER
  }
  const columns = ticked.toSorted((a, b) => placeOf(a) - placeOf(b) || orderOf(a) - orderOf(b))
  return unknown.length > 0 ? { columns, ...Object.fromEntries(unknown.map((name) => [name, 1])) } : { columns }
}

const orderOf = (key: string) => columnKeys.indexOf(key as never)
