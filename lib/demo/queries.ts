import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { reader, type Source, whileUnchanged } from '#db/client'
import { auditLog } from '#db/schema/audit'
import { customers } from '#db/schema/customers'
import { followUps, purchases, todos } from '#db/schema/followups'
import { departments, users } from '#db/schema/people'
import { type Grant, idOf } from '../kernel/grant.ts'
import { roleLabels } from '../kernel/labels.ts'

/** How many rows of each kind belong to the demo company. */
export type DemoCounts = { customers: number; followUps: number; todos: number; purchases: number; users: number; departments: number }

const ofDemo = (table: typeof customers | typeof users | typeof departments) => sql`exists (select 1 from ${table} where demo = 1)`

/** Whether anything of the demo company is left; by index or in small tables, so that every page may ask. */
export const hasDemo = (from: Source = reader()): boolean => anyDemo(from)

const anyDemo = whileUnchanged(
  (from) =>
    from.get<{ found: number }>(sql`select (${ofDemo(customers)} or ${ofDemo(users)} or ${ofDemo(departments)}) as found`)?.found === 1,
)

/** Whether the story was told to its end since it was last begun. */
export function isDemoComplete(from: Source = reader()): boolean {
  const last = from
    .select({ action: auditLog.action })
    .from(auditLog)
    .where(and(inArray(auditLog.action, ['demo.load', 'demo.remove']), eq(auditLog.outcome, 'done')))
    .orderBy(desc(auditLog.id))
    .limit(1)
    .get()
  return last?.action === 'demo.load'
}

export type DemoAccount = { id: number; login: string; name: string; role: string }

/** The demo accounts in the order they were hired, with their roles in words; for the shell and the story alone. */
export function listDemoAccounts(from: Source = reader()): DemoAccount[] {
  const rows = from
    .select({ id: users.id, login: users.login, name: users.name, role: users.role })
    .from(users)
    .where(eq(users.demo, true))
    .orderBy(asc(users.id))
    .all()
  return rows.map((row) => ({ ...row, role: roleLabels[row.role] }))
}

/** What would go if the demo company were removed. */
export function countDemo(_me: Grant<'demo.load' | 'demo.remove'>, from: Source = reader()): DemoCounts {
  const n = (rows: SQL) => from.get<{ n: number }>(sql`select count(*) as n from ${rows}`)?.n ?? 0
  const about = sql`customer_id in (select id from ${customers} where demo = 1)`
  return {
    customers: n(sql`${customers} where demo = 1`),
    followUps: n(sql`${followUps} where demo = 1 or ${about}`),
    todos: n(sql`${todos} where ${about}`),
    purchases: n(sql`${purchases} where demo = 1 or ${about}`),
    users: n(sql`${users} where demo = 1`),
    departments: n(sql`${departments} where demo = 1`),
  }
}

/** What the remover should know first: whether this account is itself a demo one, and how many real customers it would get. */
export function findRemoval(me: Grant<'demo.remove'>, from: Source = reader()): { own: boolean; lent: number } {
  const own =
    from
      .select({ demo: users.demo })
      .from(users)
      .where(eq(users.id, idOf(me.actor)))
      .get()?.demo ?? false
  const theirs = sql`${customers.ownerId} in (select id from ${users} where demo = 1 and id <> ${idOf(me.actor)})`
  const lent =
    from
      .select({ n: sql<number>`count(*)` })
      .from(customers)
      .where(and(eq(customers.demo, false), theirs))
      .get()?.n ?? 0
  return { own, lent }
}
