import { and, asc, inArray, isNull, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { contacts, profiles } from '#db/schema/archive'
import { customers } from '#db/schema/customers'
import { roleLabels } from '../contacts/model.ts'
import { cut, filled, lines, named, type Texts } from './line-words.ts'

/** Whom one speaks to, and who decides. */
export function people(tx: Tx, ids: number[]): Texts {
  const first = tx
    .select({ id: customers.id, name: customers.contactMasked, position: customers.position })
    .from(customers)
    .where(inArray(customers.id, ids))
    .all()
  const others = Map.groupBy(contactsOf(tx, ids), ({ customerId }) => customerId)
  const ways = new Map(profilesOf(tx, ids).map((profile) => [profile.id, profile]))
  return new Map(
    first.map(({ id, name, position }) => {
      const { decisionProcess = '', decisionDepartments = '' } = ways.get(id) ?? {}
      return [
        id,
        lines(
          `主要联系人：${named(name, position)}`,
          ...(others.get(id) ?? []).map((c) => named(c.name, c.position, ...c.roles.map((role) => roles[role] ?? role))),
          decisionProcess && `决策流程：${cut(decisionProcess)}`,
          decisionDepartments && `参与部门：${cut(decisionDepartments)}`,
        ),
      ]
    }),
  )
}

const roles: Record<string, string> = roleLabels

/** What they like, what they do not, what they look at first. */
export function habits(tx: Tx, ids: number[]): Texts {
  const told = Map.groupBy(contactsOf(tx, ids), ({ customerId }) => customerId)
  const cares = new Map(profilesOf(tx, ids).map(({ id, concerns }) => [id, concerns]))
  return filled(ids, (id) => [
    ...(told.get(id) ?? []).flatMap(({ name, preferences, taboos }) => [
      preferences && `${name}偏好：${cut(preferences)}`,
      taboos && `${name}忌讳：${cut(taboos)}`,
    ]),
    (cares.get(id) ?? []).length > 0 && `关注重点：${cares.get(id)!.join('、')}`,
  ])
}

// Who decides stands first.
const contactsOf = (tx: Tx, ids: number[]) =>
  tx
    .select({
      customerId: contacts.customerId,
      name: contacts.nameMasked,
      position: contacts.position,
      roles: contacts.roles,
      preferences: contacts.preferences,
      taboos: contacts.taboos,
    })
    .from(contacts)
    .where(and(inArray(contacts.customerId, ids), isNull(contacts.leftOn)))
    .orderBy(sql`instr(${contacts.roles}, 'decider') = 0`, asc(contacts.id))
    .all()

const profilesOf = (tx: Tx, ids: number[]) => tx.select().from(profiles).where(inArray(profiles.id, ids)).all()
