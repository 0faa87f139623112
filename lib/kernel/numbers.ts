import { sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { serials } from '#db/schema/settings'

/** The next serial of a key such as Q2026, allocated in the inserting transaction: unique, never reused, not gap-free (J-03). */
export function nextSerial(tx: Tx, key: string): number {
  return tx
    .insert(serials)
    .values({ key, last: 1 })
    .onConflictDoUpdate({ target: serials.key, set: { last: sql`${serials.last} + 1` } })
    .returning()
    .get().last
}

/** {TYPE}{YYYY}{SEQ:4} filled in; a serial longer than its width simply grows (K1). */
export function fillPattern(pattern: string, values: { type: string; day: string; serial: number }) {
  return pattern
    .replaceAll('{TYPE}', values.type)
    .replaceAll('{YYYY}', values.day.slice(0, 4))
    .replaceAll('{MM}', values.day.slice(5, 7))
    .replace(/\{SEQ:(\d)\}/, (_, width) => String(values.serial).padStart(Number(width), '0'))
}

/** G20261121001: letter, day, three digits (S0-69). */
export const dayNumber = (tx: Tx, letter: string, day: string) => {
  const key = letter + day.replaceAll('-', '')
  return key + String(nextSerial(tx, key)).padStart(3, '0')
}
