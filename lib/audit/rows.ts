import { desc, eq, inArray } from 'drizzle-orm'
import type { Source } from '#db/client'
import { auditChanges, auditLog } from '#db/schema/audit'
import { customers } from '#db/schema/customers'
import { roles, users } from '#db/schema/people'
import { settings } from '#db/schema/settings'
import { living } from '../customers/queries.ts'
import { can, type Grant, grant } from '../kernel/grant.ts'
import { moduleLabels, roleLabels } from '../kernel/labels.ts'
import { covered } from './model.ts'
import { namesFor } from './queries.ts'
import { actionWords, actorWords, type Changes, inWords, type Names, whyWords } from './words.ts'

/** These rows of the record as the page shows them, newest first: in words, customers by number, with their id where this person may open them. */
export function rowsOf(me: Grant<'audit.read'>, ids: number[], from: Source) {
  const rows = readRows(ids, from)
  const names = withSubjects(namesFor(rows.map(changesOf), 'full', from), rows, from)
  const reach = reachable(
    me,
    rows.flatMap((row) => row.entry.customerId ?? []),
    from,
  )
  const keys = settingKeys(from)
  return rows.map((row) => {
    const { id, at, outcome, why, address, request, entity, entityId, customerId } = row.entry
    const told = spelt(entity, keys.get(entityId ?? 0), changesOf(row))
    const shown = can(me.actor, 'customer.read') ? told : covered(entity, told)
    return {
      id,
      at,
      outcome,
      failed: row.entry.action === 'session.fail',
      address,
      request,
      about: aboutOf(row, names),
      customerId: customerId !== null && reach.has(customerId) ? customerId : undefined,
      actor: whoOf(row, names),
      action: actionWords(row.entry.action),
      why: whyWords(entity, why),
      changes: inWords(entity, shown, names),
    }
  })
}

type Row = ReturnType<typeof readRows>[number]
const changesOf = (row: Row) => row.changes ?? {}

const readRows = (ids: number[], from: Source) =>
  from
    .select({ entry: auditLog, changes: auditChanges.changes, customer: customers.number })
    .from(auditLog)
    .leftJoin(auditChanges, eq(auditChanges.auditId, auditLog.id))
    .leftJoin(customers, eq(customers.id, auditLog.customerId))
    .where(inArray(auditLog.id, ids))
    .orderBy(desc(auditLog.id))
    .all()

const isPerson = (entity: string) => entity === 'user' || entity === 'account'

/** The people that rows are about, beside those that changes speak of. */
function withSubjects(names: Names, rows: Row[], from: Source): Names {
  const ids = rows.flatMap(({ entry }) => (isPerson(entry.entity) && entry.entityId ? [entry.entityId] : []))
  const people = from.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, ids)).all()
  return { ...names, people: new Map([...names.people, ...people.map(({ id, name }) => [id, name] as const)]) }
}

/** 用户 李梅, 部门 销售部, 权限 财务; Q20260001 or Q20260001 · 跟进 where a customer is concerned. */
function aboutOf(row: Row, { people, departments }: Names): string {
  const { entity, entityId, customerId } = row.entry
  const label = moduleLabels[entity] ?? entity
  if (customerId !== null && row.customer) return entity === 'customer' ? row.customer : `${row.customer} · ${label}`
  if (entity === 'session') return `${label} ${signedIn(row, people)}`.trim()
  if (entityId === null || ['settings', 'company', 'sla', 'calendar'].includes(entity)) return label
  const role = roles[entityId]
  if (entity === 'role') return role ? `${label} ${roleLabels[role]}` : label
  const name = isPerson(entity) ? people.get(entityId) : entity === 'department' ? departments.get(entityId) : undefined
  return entityId === 0 ? label : `${label} ${name ?? entityId}`
}

// A sign-in is the deed of whoever signed in, though the machine writes it down.
function whoOf(row: Row, { people }: Names): string {
  const signedIn = row.entry.action === 'session.start' ? people.get(Number(changesOf(row).userId?.[1])) : undefined
  return signedIn ?? actorWords(row.entry.actor)
}

// A sign-in is written in the machine's name: whose it was stands in what it changed.
function signedIn(row: Row, people: Names['people']): string {
  const { userId, key } = changesOf(row)
  return people.get(Number(userId?.[1] ?? row.entry.actorId)) ?? String(key?.[1] ?? '').replace(/^account:/, '')
}

/** Which of these customers this person may open. */
function reachable(me: Grant<'audit.read'>, ids: number[], from: Source): Set<number> {
  if (ids.length === 0 || !can(me.actor, 'customer.read')) return new Set()
  const own = grant(me.actor, 'customer.read')
  const found = from
    .select({ id: customers.id })
    .from(customers)
    .where(living(own, inArray(customers.id, ids)))
    .all()
  return new Set(found.map(({ id }) => id))
}

function settingKeys(from: Source) {
  const rows = from.select({ id: settings.id, key: settings.key }).from(settings).all()
  return new Map(rows.map(({ id, key }) => [id, key]))
}

// A setting's row is { key, value }: told by its own word.
function spelt(entity: string, key: string | undefined, changes: Changes): Changes {
  return key && ['settings', 'company', 'sla'].includes(entity) && changes.value ? { [key]: changes.value } : changes
}
