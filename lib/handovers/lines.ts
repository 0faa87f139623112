import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { files } from '#db/schema/archive'
import { followUps, purchases, todos } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { isContractKind } from '../files/model.ts'
import { methodLabels } from '../followups/model.ts'
import { formatFen } from '../kernel/money.ts'
import { dayOf, now } from '../kernel/time.ts'
import { ticketsOf } from '../tickets/lines.ts'
import { cut, filled, type Texts } from './line-words.ts'
import { habits, people } from './lines-of-people.ts'
import type { LineKind } from './model.ts'

type Maker = (tx: Tx, ids: number[]) => Texts

const TOUCHES = 5
const MOST = 10

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
