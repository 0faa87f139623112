import { addDays, DAY, dayOf, timeOf, weekdayOf } from '../kernel/time.ts'

/** What an artefact says of itself; the first thing in it. */
export type Manifest = {
  format: 1
  madeAt: number
  database: { bytes: number; sha256: string }
  /** Rows by table, as the copy holds them. */
  rows: Record<string, number>
  files: { count: number; bytes: number }
}
/** A backup that was made, checked and put in its place. */
export type Made = { name: string; bytes: number; manifest: Manifest; damaged: string[]; removed: string[] }

const NAME = /^kehu-\d{8}-\d{6}\.tar$/
const COPY = /^(?:kehu-\d{8}-\d{6}\.tar|before-migration-[\w-]+\.db)$/
const MANUAL_KEPT = DAY
export const WARN_AFTER = 2 * DAY
/** How long a copy made before a migration is kept. */
export const COPIES_KEPT = 300 * DAY

/** kehu-20261122-023000.tar: its moment in the company's zone. */
export function nameAt(at: number): string {
  const seconds = String(Math.floor(at / 1000) % 60).padStart(2, '0')
  return `kehu-${dayOf(at).replaceAll('-', '')}-${timeOf(at).replace(':', '')}${seconds}.tar`
}

/** A whole backup by its name, not a copy before a migration. */
export const isBackup = (name: string) => NAME.test(name)
/** Any copy that can be restored or downloaded; nothing with a path in it. */
export const isCopy = (name: string) => COPY.test(name)

/** The backups that may go: all but those of the last day and the newest of 7 days, 4 weeks and 12 months (N-15). */
export function surplus(backups: { name: string; madeAt: number }[], at: number): string[] {
  const newestFirst = [...backups].sort((a, b) => b.madeAt - a.madeAt)
  const kept = new Set([
    ...newestFirst.filter(({ madeAt }) => madeAt > at - MANUAL_KEPT),
    ...newestOfEach(newestFirst, 7, dayOf),
    ...newestOfEach(newestFirst, 4, (madeAt) => weekOf(dayOf(madeAt))),
    ...newestOfEach(newestFirst, 12, (madeAt) => dayOf(madeAt).slice(0, 7)),
  ])
  return newestFirst.filter((backup) => !kept.has(backup)).map(({ name }) => name)
}

/** 1.2 GB, 34.0 MB, 512.0 KB. */
export function sizeWords(bytes: number): string {
  const [size, unit] = bytes < 1024 ** 2 ? [1024, 'KB'] : bytes < 1024 ** 3 ? [1024 ** 2, 'MB'] : [1024 ** 3, 'GB']
  return `${(bytes / size).toFixed(1)} ${unit}`
}

function newestOfEach<T extends { madeAt: number }>(newestFirst: T[], most: number, spanOf: (at: number) => string): T[] {
  const found = new Map<string, T>()
  for (const one of newestFirst) if (!found.has(spanOf(one.madeAt))) found.set(spanOf(one.madeAt), one)
  return [...found.values()].slice(0, most)
}

// The Monday a day's week begins with.
const weekOf = (day: string) => addDays(day, -((weekdayOf(day) + 6) % 7))
