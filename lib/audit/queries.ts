import { and, desc, eq, inArray, isNull, ne, notInArray, type SQL, sql } from 'drizzle-orm'
import { reader, type Source, whileUnchanged } from '#db/client'
import { auditChanges, auditLog } from '#db/schema/audit'
import { merges } from '#db/schema/duplicates'
import { departments, users } from '#db/schema/people'
import { builtOnce } from '#db/statements'
import { reachCustomer } from '../customers/queries.ts'
import { can, type Grant } from '../kernel/grant.ts'
import { actionWords, actorWords, type Changes, inWords, type Names, peopleIn } from './words.ts'

// What stands in the story in its own words, and looks that changed nothing.
const TOLD_ELSEWHERE = ['followUp.create', 'todo.create', 'purchase.record', 'file.read']

/** What was done to one customer and all that hangs on it, newest first, in words; people other than the doer by their masked names. */
export function listHistory(me: Grant<'customer.read'>, customerId: number, limit: number, from: Source = reader()) {
  reachCustomer(me, customerId, from)
  const rows = rowsFor(me, customerId, limit, from)
  const names = namesFor(
    rows.map((row) => row.changes ?? {}),
    'masked',
    from,
  )
  return rows.map(({ entity, changes, ...row }) => ({
    ...row,
    why: ownReason(row),
    actor: actorWords(row.actor),
    action: actionWords(row.action),
    changes: inWords(entity, changes ?? {}, names),
  }))
}

// What was done to an archive that has been merged into this one belongs to its history; who manages no contracts reads of no files: their names say what they are.
function rowsFor(me: Grant, customerId: number, limit: number, from: Source) {
  const contracts = Number(can(me.actor, 'file.readContract'))
  const merged = mergedInto(from).all({ customerId })
  if (merged.length === 0) return historyOf(from).all({ customerId, contracts, limit })
  return historyOfSeveral(from).all({ ids: JSON.stringify([customerId, ...merged.map(({ id }) => id)]), contracts, limit })
}

const mergedInto = builtOnce((from) =>
  from
    .select({ id: merges.loserId })
    .from(merges)
    .where(and(eq(merges.winnerId, sql.placeholder('customerId')), isNull(merges.undoneAt)))
    .prepare(),
)

// One customer's rows stand in their order in the index; those of several have to be sorted.
const historyOf = builtOnce((from) => historyWhere(eq(auditLog.customerId, sql.placeholder('customerId')), from))
const historyOfSeveral = builtOnce((from) => historyWhere(inArray(auditLog.customerId, listed('ids')), from))

const listed = (name: string) => sql`(select value from json_each(${sql.placeholder(name)}))`

const historyWhere = (whose: SQL, from: Source) =>
  from
    .select({
      id: auditLog.id,
      at: auditLog.at,
      actor: auditLog.actor,
      action: auditLog.action,
      entity: auditLog.entity,
      why: auditLog.why,
      changes: auditChanges.changes,
    })
    .from(auditLog)
    .leftJoin(auditChanges, eq(auditChanges.auditId, auditLog.id))
    .where(and(whose, eq(auditLog.outcome, 'done'), notInArray(auditLog.action, TOLD_ELSEWHERE), speakable))
    .orderBy(desc(auditLog.id))
    .limit(sql.placeholder('limit'))
    .prepare()

const speakable = sql`(${sql.placeholder('contracts')} or ${ne(auditLog.entity, 'file')})`

// Which other customers were found beside this one is for the record alone: they may be out of the reader's reach (N-03).
const ownReason = ({ action, why }: { action: string; why: string }) =>
  action === 'duplicate.check' ? '' : why.replace(/^(已确认不是同一家)：.*/s, '$1')

/** The names behind the ids that these changes speak of. */
export function namesFor(changes: Changes[], as: 'masked' | 'full', from: Source = reader()): Names {
  const ids = [...new Set(changes.flatMap(peopleIn))]
  const people = ids.length === 0 ? [] : peopleOf(from).all({ ids: JSON.stringify(ids) })
  return { people: new Map(people.map((one) => [one.id, one[as]])), departments: departmentNames(from) }
}

const peopleOf = builtOnce((from) =>
  from
    .select({ id: users.id, full: users.name, masked: users.nameMasked })
    .from(users)
    .where(inArray(users.id, listed('ids')))
    .prepare(),
)

const departmentNames = whileUnchanged(
  (from) =>
    new Map(
      from
        .select({ id: departments.id, name: departments.name })
        .from(departments)
        .all()
        .map(({ id, name }) => [id, name]),
    ),
)
