import { and, asc, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Source } from '#db/client'
import { files } from '#db/schema/archive'
import { formerValues } from '#db/schema/customers'
import { contactLabels } from '../contacts/model.ts'
import { fieldLabels } from '../customers/model.ts'
import { toCsv } from '../formats/csv.ts'
import { dayOf, timeOf } from '../kernel/time.ts'
import type { Person, Ref } from './model.ts'
import { recordsOf } from './person.ts'
import { ofCustomers, type TextTable, textTables } from './tables.ts'
import { speaksOf } from './words.ts'

type Row = Record<string, unknown>
export type StoredFile = { name: string; sha256: string }
export type Copy = { data: Row; sheets: { name: string; text: string }[]; files: StoredFile[] }

const ARCHIVE = ['number', 'name', 'contact', 'phone', 'email', 'position', 'address', 'note', 'createdOn'] as const
const CONTACT = ['name', 'position', 'phone', 'email', 'channel', 'birthday', 'preferences', 'taboos', 'leftOn'] as const
// What the house keeps of its own, and copies of what stands elsewhere.
const INNER =
  /^(customers|contacts|files|former_values|notifications|import_|collaborators|saved_views|duplicate|merges|handover|padding|pool|collaboration|score_links|ticket_closings|repair)/
const KEPT_BACK = /(^|_)(key|version|demo|import_job_id|owner_id|created_by|entered_by|follower_id|assignee_id|done_by|user_id)$/

/** Everything stored about one person, raw (I-03): as data, as sheets, and the files attached to them. Of a company's other records those that speak of the person. */
export function copyOf(person: Person, refs: readonly Ref[], from: Source): Copy {
  const { archives, people } = recordsOf(refs, from)
  const formers = from.select().from(formerValues).where(inArray(formerValues.id, person.formers)).all()
  const facts = [
    ...archives.flatMap((one) => factsOf('档案联系人', one, ARCHIVE, fieldLabels)),
    ...people.flatMap((one) => factsOf('其他联系人', one, CONTACT, contactLabels)),
    ...formers.map(({ field, value, replacedAt }) => ({
      位置: '曾用信息',
      项目: fieldLabels[field] ?? field,
      内容: `${value}（${dayOf(replacedAt)} 前）`,
    })),
  ]
  const agreed = people.map((one) => ({ 姓名: one.name, 同意上门拜访: yes(one.agreesVisits), 同意接收营销信息: yes(one.agreesMarketing) }))
  const natural = archives.filter(({ type }) => type === 'person').map(({ id }) => id)
  const records = hangingOf(person, natural, from)
  return {
    data: { 个人信息: facts, 同意情况: agreed, ...Object.fromEntries(records.map(({ table, rows }) => [table, rows])) },
    sheets: [
      { name: '个人信息.csv', text: sheetOf(facts) },
      ...records.map(({ table, rows }) => ({ name: `${tableWords[table] ?? table}.csv`, text: sheetOf(rows) })),
    ],
    files: filesOf(person.contacts, natural, from),
  }
}

const tableWords: Record<string, string> = {
  follow_ups: '跟进记录',
  todos: '待办',
  purchases: '采购记录',
  profiles: '数字画像',
  reveals: '查看记录',
  tickets: '工单',
  ticket_entries: '工单处理记录',
}

function factsOf<T extends Row>(where: string, row: T, fields: readonly (keyof T & string)[], labels: Record<string, string>) {
  const filled = fields.filter((field) => row[field] !== '' && row[field] !== null)
  return filled.map((field) => ({ 位置: where, 项目: labels[field] ?? field, 内容: String(row[field]) }))
}

// Every table that hangs on a customer: what a module to come keeps goes out, too.
function hangingOf(person: Person, natural: number[], from: Source) {
  return textTables(from)
    .filter(({ name }) => !INNER.test(name))
    .map((table) => ({ table: table.name, rows: rowsOf(table, person, natural, from) }))
    .filter(({ rows }) => rows.length > 0)
}

// All of a natural person's archive; of a company's, what speaks of the person.
function rowsOf(table: TextTable, person: Person, natural: number[], from: Source): Row[] {
  const of = (ids: number[]) => {
    const mine = ofCustomers(table, ids)
    return mine && ids.length > 0 ? from.all<Row>(sql`select * from ${sql.identifier(table.name)} where ${mine}`) : []
  }
  const companies = person.customers.filter((id) => !natural.includes(id))
  const theirs = [...of(natural), ...of(companies).filter((row) => speaksOf(JSON.stringify(row), person))]
  return theirs.map((row) =>
    Object.fromEntries(
      Object.entries(row)
        .filter(([field]) => !KEPT_BACK.test(field))
        .map(told),
    ),
  )
}

const told = ([field, value]: [string, unknown]): [string, unknown] =>
  /_at$/.test(field) && typeof value === 'number' ? [field, `${dayOf(value)} ${timeOf(value)}`] : [field, value]

function filesOf(people: number[], natural: number[], from: Source): StoredFile[] {
  if (people.length + natural.length === 0) return []
  const theirs = or(
    people.length > 0 ? inArray(files.contactId, people) : undefined,
    natural.length > 0 ? inArray(files.customerId, natural) : undefined,
  )
  return from
    .select({ id: files.id, name: files.name, extension: files.extension, sha256: files.sha256 })
    .from(files)
    .where(and(theirs, isNull(files.deletedAt)))
    .orderBy(asc(files.id))
    .all()
    .map(({ id, name, extension, sha256 }) => ({ name: `附件/${id}_${name}.${extension}`, sha256 }))
}

function sheetOf(rows: Row[]): string {
  const header = Object.keys(rows[0] ?? {})
  return toCsv([header, ...rows.map((row) => header.map((field) => cellOf(row[field])))])
}

const cellOf = (value: unknown) => (value === null || value === undefined ? '' : String(value))
const yes = (is: boolean) => (is ? '是' : '否')
