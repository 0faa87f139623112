import { isCreditCode, normaliseCreditCode } from '#lib/formats/credit-code'
import { parseDay } from '#lib/formats/dates'
import { normalisePhone } from '#lib/formats/phone'
import { normaliseName } from '#lib/formats/text'
import { findIndustry, industryCandidates, industryLabel } from '#lib/industries/model'
import { type CustomerKey, targetFields } from './aliases.ts'
import type { Mapping } from './mapping.ts'
import { openRecord, quoted, type Reading } from './reading.ts'
import { readHeadcount, readRevenue } from './size.ts'
import { levelWords, sourceOf, typeWords } from './words.ts'

/** `today` (YYYY-MM-DD) tells what lies in the future; `sources` is the company's list of 客户来源. */
export type Context = { today?: string; sources?: readonly string[] }

export type CustomerValues = {
  number: string
  type: 'company' | 'person'
  name: string
  contact: string
  phone: string
  email: string
  position: string
  industry: string
  level: 'normal' | 'vip' | 'strategic'
  source: string
  createdOn: string | null
  owner: string
  address: string
  note: string
  headcount: number | null
  revenueWan: number | null
  creditCode: string
  tags: string
}

type Open = ReturnType<typeof openRecord<CustomerKey>>

/** A row of 客户基本信息表: kept out for an empty name, an unknown type, a phone of no pattern, an impossible day, a company without contact. */
export function readCustomer(record: readonly string[], mapping: Mapping, context: Context = {}): Reading<CustomerValues> {
  const row = openRecord<CustomerKey>(record, mapping, targetFields.customers)
  const type = readType(row)
  const name = row.line('name')
  if (name === '') row.refuse('name', '客户名称为空，请填写')
  return row.finish({
    number: row.line('number'),
    type: type ?? 'company',
    name,
    contact: readContact(row, type, name),
    phone: readPhone(row),
    email: readEmail(row),
    position: row.line('position'),
    industry: readIndustry(row),
    level: readLevel(row),
    source: readSource(row, context.sources),
    createdOn: readCreatedOn(row, context.today),
    owner: row.line('owner'),
    address: row.line('address'),
    note: row.text('note'),
    headcount: readHeadcount(row),
    revenueWan: readRevenue(row),
    creditCode: readCreditCode(row),
    tags: row.line('tags'),
  })
}

/** What only one customer can have, of a row that is fit. */
export function readNumbers(record: readonly string[], mapping: Mapping): { number: string; creditCode: string } {
  const row = openRecord<CustomerKey>(record, mapping, targetFields.customers)
  return { number: row.line('number'), creditCode: readCreditCode(row) }
}

/** Two records with this in common are one customer: the name in one width and case, and the canonical phone. */
export function duplicateKey({ name, phone }: { name: string; phone: string }): string {
  return `${normaliseName(name).toLowerCase()}\n${phone}`
}

function readType(row: Open) {
  const text = row.line('type')
  const type = typeWords(text)
  if (!type)
    row.refuse('type', text === '' ? '客户类型为空，请填写企业客户或个人客户' : `${quoted(text)}不是客户类型，请填写企业客户或个人客户`)
  return type
}

function readContact(row: Open, type: 'company' | 'person' | null, name: string) {
  const contact = row.line('contact')
  if (contact === '' && type === 'company') row.refuse('contact', '企业客户需要联系人姓名，请填写')
  return contact === '' && type === 'person' ? name : contact
}

function readPhone(row: Open) {
  const text = row.text('phone')
  const phone = normalisePhone(text)
  const hint = '请填写 11 位手机号、带区号的固定电话或 400 电话'
  if (phone === null) row.refuse('phone', text === '' ? `联系方式为空，${hint}` : `${quoted(text)}不是电话号码，${hint}`)
  return phone ?? ''
}

function readCreatedOn(row: Open, today?: string) {
  const text = row.text('createdOn')
  const day = parseDay(text)
  if (text !== '' && !day) row.refuse('createdOn', `${quoted(text)}不是有效的日期，请写作 2026-01-15`)
  if (day && today && day > today) row.warn('createdOn', `${day} 在今天之后，请核对`)
  return day
}

function readIndustry(row: Open) {
  const text = row.line('industry')
  const found = findIndustry(text)
  if (found?.hint) row.warn('industry', found.hint)
  if (found) return found.code
  const choices = industryCandidates(text).map((code) => `${code} ${industryLabel(code)}`)
  if (text === '') row.warn('industry', '所属行业为空')
  else
    row.warn(
      'industry',
      choices.length > 0 ? `${quoted(text)}可能是 ${choices.join(' 或 ')}，请选择，暂未填入` : `${quoted(text)}不在行业分类中，暂未填入`,
    )
  return ''
}

function readLevel(row: Open) {
  const text = row.line('level')
  const level = levelWords(text)
  if (text === '' && row.isMapped('level')) row.warn('level', '客户等级为空，按普通客户导入')
  if (text !== '' && !level) row.warn('level', `${quoted(text)}不是客户等级，按普通客户导入`)
  return level ?? 'normal'
}

function readSource(row: Open, sources?: readonly string[]) {
  const text = row.line('source')
  const known = sourceOf(text, sources)
  if (text === '') row.warn('source', '客户来源为空')
  else if (!known) row.warn('source', `${quoted(text)}不在来源列表中，按原文导入`)
  return known ?? text
}

function readEmail(row: Open) {
  const text = row.line('email').replaceAll(' ', '')
  if (text === '' || /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]{2,}$/.test(text)) return text
  row.warn('email', `${quoted(text)}不是邮箱地址，暂未填入`)
  return ''
}

function readCreditCode(row: Open) {
  const code = normaliseCreditCode(row.text('creditCode'))
  if (code === '' || isCreditCode(code)) return code
  row.warn('creditCode', `${quoted(code)}不符合统一社会信用代码的规则，暂未填入`)
  return ''
}
