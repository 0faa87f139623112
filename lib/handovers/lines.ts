import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { contacts, files, profiles } from '#db/schema/archive'
import { customers } from '#db/schema/customers'
import { followUps, purchases, todos } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { roleLabels } from '../contacts/model.ts'
import { isContractKind } from '../files/model.ts'
import { methodLabels } from '../followups/model.ts'
import { formatFen } from '../kernel/money.ts'
import { dayOf, now } from '../kernel/time.ts'
import { ticketsOf } from '../tickets/lines.ts'
import type { LineKind } from './model.ts'

/** Texts by customer; one without any has no such line. */
type Texts = Map<number, string>
type Maker = (tx: Tx, ids: number[]) => Texts

const TOUCHES = 5
const MOST = 10
const LENGTH = 120

/** What a hand-over book says of a customer, line by line; a module that has something to say of it adds its line here. */
const makers: [LineKind, Maker][] = [
  ['people', people],
  ['habits', habits],
  ['overdue', (tx, ids) => steps(tx, ids, true)],
  ['next', (tx, ids) => steps(tx, ids, false)],
  ['touches', touches],
  ['purchases', bought],
  ['tickets', ticketsOf],
  ['files', papers],
]

/** The lines of these customers as things stand now: masked like the archive, in the book's order. */
export function linesOf(tx: Tx, ids: number[]): { customerId: number; kind: LineKind; text: string }[] {
  const made = makers.map(([kind, make]) => ({ kind, texts: make(tx, ids) }))
  return ids.flatMap((customerId) =>
    made.flatMap(({ kind, texts }) => {
      const text = texts.get(customerId)
      return text ? [{ customerId, kind, text }] : []
    }),
  )
}

function people(tx: Tx, ids: number[]): Texts {
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

function habits(tx: Tx, ids: number[]): Texts {
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

function steps(tx: Tx, ids: number[], overdue: boolean): Texts {
  const at = now()
  const rows = tx
    .select({ customerId: todos.customerId, title: todos.title, dueAt: todos.dueAt, who: users.nameMasked })
    .from(todos)
    .leftJoin(users, eq(users.id, todos.assigneeId))
    .where(and(inArray(todos.customerId, ids), eq(todos.status, 'open')))
    .orderBy(sql`${todos.dueAt} asc nulls last`)
    .all()
  const asked = Map.groupBy(
    rows.filter(({ dueAt }) => (dueAt !== null && dueAt < at) === overdue),
    ({ customerId }) => customerId,
  )
  return filled(ids, (id) =>
    (asked.get(id) ?? [])
      .slice(0, MOST)
      .map(({ title, dueAt, who }) => `${dueAt ? dayOf(dueAt) : '未定日期'} ${cut(title)}${who ? `（${who}）` : ''}`),
  )
}

function touches(tx: Tx, ids: number[]): Texts {
  const latest = sql`select id from (select id, row_number() over (partition by customer_id order by occurred_at desc, id desc) as n from follow_ups where customer_id in ${ids}) where n <= ${TOUCHES}`
  const rows = tx
    .select({ customerId: followUps.customerId, at: followUps.occurredAt, method: followUps.method, content: followUps.content })
    .from(followUps)
    .where(sql`${followUps.id} in (${latest})`)
    .orderBy(desc(followUps.occurredAt))
    .all()
  const of = Map.groupBy(rows, ({ customerId }) => customerId)
  return filled(ids, (id) => (of.get(id) ?? []).map(({ at, method, content }) => `${dayOf(at)} ${methodLabels[method]}：${cut(content)}`))
}

function bought(tx: Tx, ids: number[]): Texts {
  const rows = tx
    .select({
      customerId: purchases.customerId,
      n: sql<number>`count(*)`,
      fen: sql<number>`sum(${purchases.amountFen})`,
      first: sql<string>`min(${purchases.purchasedOn})`,
      last: sql<string>`max(${purchases.purchasedOn})`,
    })
    .from(purchases)
    .where(inArray(purchases.customerId, ids))
    .groupBy(purchases.customerId)
    .all()
  return new Map(
    rows.map(({ customerId, n, fen, first, last }) => [customerId, `采购 ${n} 次，共 ¥${formatFen(fen)}；首次 ${first}，最近 ${last}`]),
  )
}

// What contracts are called is not everybody's business (A-03): they are counted.
function papers(tx: Tx, ids: number[]): Texts {
  const rows = tx
    .select({ customerId: files.customerId, kind: files.kind, name: files.name, extension: files.extension })
    .from(files)
    .where(and(inArray(files.customerId, ids), isNull(files.deletedAt)))
    .orderBy(desc(files.createdAt))
    .all()
  const of = Map.groupBy(rows, ({ customerId }) => customerId)
  return filled(ids, (id) => {
    const [secret, plain] = [(of.get(id) ?? []).filter(isSecret), (of.get(id) ?? []).filter((file) => !isSecret(file))]
    return [
      plain.length > 0 &&
        `共 ${plain.length} 份：${plain
          .slice(0, TOUCHES)
          .map(({ name, extension }) => `${name}.${extension}`)
          .join('、')}`,
      secret.length > 0 && `合同与报价 ${secret.length} 份`,
    ]
  })
}

const isSecret = ({ kind }: { kind: string }) => isContractKind(kind)

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

const lines = (...all: (string | false)[]) => all.filter(Boolean).join('\n')
const filled = (ids: number[], say: (id: number) => (string | false)[]): Texts =>
  new Map(ids.map((id) => [id, lines(...say(id))] as const).filter(([, text]) => text !== ''))

function named(name: string, ...about: string[]) {
  const known = about.filter(Boolean)
  return known.length > 0 ? `${name || '未填写'}（${known.join('，')}）` : name || '未填写'
}

function cut(text: string) {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > LENGTH ? `${line.slice(0, LENGTH)}…` : line
}
