import { normaliseName } from '#lib/formats/text'
import type { Field } from './aliases.ts'
import type { Mapping } from './mapping.ts'

export type Issue = { field: string; label: string; reason: string }
/** What a record says: the values to store, or null beside the reasons that keep it out; warnings let it in. */
export type Reading<Values> = { values: Values | null; errors: Issue[]; warnings: Issue[] }

/** A record under a mapping, cell by cell, and what is found wrong with it. Nothing longer than its field goes on, one that is longer keeps the record out. */
export function openRecord<Key extends string>(record: readonly string[], mapping: Mapping, fields: readonly (Field & { key: Key })[]) {
  const errors: Issue[] = []
  const warnings: Issue[] = []
  const issue = (field: Key, reason: string): Issue => ({ field, label: labelOf(fields, field), reason })
  const refuse = (field: Key, reason: string) => void errors.push(issue(field, reason))
  const warn = (field: Key, reason: string) => void warnings.push(issue(field, reason))
  const isMapped = (field: Key) => (mapping[field] ?? null) !== null
  const cell = (field: Key) => record[mapping[field] ?? -1] ?? ''
  const tooLong = new Set<Key>()
  const within = (field: Key, said: string): string => {
    const max = fields.find(({ key }) => key === field)?.max ?? 0
    if (said.length <= max) return said
    if (!tooLong.has(field)) refuse(field, `最多 ${max} 字，这里有 ${said.length} 字`)
    tooLong.add(field)
    return said.slice(0, max)
  }
  const text = (field: Key) => within(field, cell(field).trim())
  const line = (field: Key) => within(field, normaliseName(cell(field)))
  const finish = <Values>(values: Values): Reading<Values> => ({ values: errors.length > 0 ? null : values, errors, warnings })
  return { text, line, isMapped, refuse, warn, finish }
}

/** A cell as it can stand in a sentence: one line, at most 20 characters. */
export function quoted(text: string): string {
  const line = normaliseName(text)
  return `「${line.length > 20 ? `${line.slice(0, 20)}…` : line}」`
}

function labelOf(fields: readonly Field[], key: string) {
  return fields.find((field) => field.key === key)?.label ?? key
}
