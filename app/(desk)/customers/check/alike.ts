import { currentRequest } from '#lib/door/current-request'
import type { Hit } from '#lib/duplicates/model'
import { Suspected } from '#lib/duplicates/suspected'
import { can, grant, type User } from '#lib/kernel/grant'
import { lookUp } from './look.ts'

type Fields = Record<string, unknown>

/** The button 查重 of a form: what it carries instead of a deed. */
export const CHECK = { label: '查重', name: 'deed', value: 'check' }

/** For a form's action: looks and saves nothing where 查重 was pressed, else hands on what was typed. */
export function orCheck({ deed, ...fields }: Fields, user: User): Fields {
  if (deed !== CHECK.value || !can(user, 'duplicate.check')) return fields
  const text = (name: string) => (typeof fields[name] === 'string' ? (fields[name] as string).slice(0, 200) : undefined)
  const except = Number(fields.customerId ?? fields.id) || undefined
  const typed = { name: fields.customerId ? undefined : text('name'), phone: text('phone'), creditCode: text('creditCode'), except }
  throw new Suspected('查重', lookUp(grant(user, 'duplicate.check'), typed))
}

/** What the form that is shown again has found; nothing where it was just opened. */
export function shownAlike(): { hits: Hit[]; asked: boolean; mark: string } {
  const alike = currentRequest()?.alike
  return { hits: (alike?.hits ?? []) as Hit[], asked: alike !== undefined, mark: alike?.mark ?? '' }
}
