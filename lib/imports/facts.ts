import { parseDay, parseMoment } from '#lib/formats/dates'
import { parseDecimal } from '#lib/formats/decimal'
import { type FollowUpKey, type PurchaseKey, targetFields } from './aliases.ts'
import type { Mapping } from './mapping.ts'
import type { Context } from './model.ts'
import { openRecord, quoted, type Reading } from './reading.ts'
import { contentTypeWords, methodWords } from './words.ts'

export type FollowUpMethod = 'phone' | 'wechat' | 'email' | 'visit' | 'meeting' | 'online' | 'sms' | 'event' | 'other'
/** `occurredTime` is HH:mm or null where the sheet has a day alone; a plan may stand without a day. */
export type FollowUpValues = {
  customerNumber: string
  customer: string
  occurredOn: string
  occurredTime: string | null
  method: FollowUpMethod
  contentType: 'value' | 'service' | 'care' | 'sales' | null
  content: string
  feedback: string
  next: string
  nextOn: string | null
  follower: string
}
/** Money in 分, quantities in thousandths: integers, never floats. */
export type PurchaseValues = {
  customerNumber: string
  customer: string
  product: string
  quantityMilli: number
  unit: string
  amountFen: number
  purchasedOn: string
  note: string
}

type OpenFollowUp = ReturnType<typeof openRecord<FollowUpKey>>
type OpenPurchase = ReturnType<typeof openRecord<PurchaseKey>>

const PLAIN_PLAN = '继续跟进'

/** A row of 客户互动记录表 (S1-62): needs a customer, a day and what was said. */
export function readFollowUp(record: readonly string[], mapping: Mapping, { today }: Context = {}): Reading<FollowUpValues> {
  const row = openRecord<FollowUpKey>(record, mapping, targetFields.followUps)
  const occurred = readOccurred(row, today)
  const nextOn = readNextOn(row)
  const content = row.text('content')
  if (content === '') row.refuse('content', '沟通内容为空，请填写')
  return row.finish({
    ...customerOf(row),
    occurredOn: occurred?.day ?? '',
    occurredTime: occurred?.time ?? null,
    method: readMethod(row),
    contentType: readContentType(row),
    content,
    feedback: row.text('feedback'),
    next: row.text('next') || (nextOn ? PLAIN_PLAN : ''),
    nextOn,
    follower: row.line('follower'),
  })
}

/** A purchase (S1-65): a product, how many, for how much, when; 耗材A/100件/2024-03-15 in one cell is taken apart. */
export function readPurchase(record: readonly string[], mapping: Mapping, { today }: Context = {}): Reading<PurchaseValues> {
  const row = openRecord<PurchaseKey>(record, mapping, targetFields.purchases)
  const [product = '', quantityText, dayText] = productParts(row)
  if (product === '') row.refuse('product', '产品为空，请填写')
  const { quantityMilli, unit } = readQuantity(row, quantityText ?? row.text('quantity'))
  return row.finish({
    ...customerOf(row),
    product,
    quantityMilli,
    unit: row.line('unit') || unit,
    amountFen: readAmount(row),
    purchasedOn: readPurchasedOn(row, dayText ?? row.text('purchasedOn'), today),
    note: row.text('note'),
  })
}

function customerOf(row: OpenFollowUp | OpenPurchase) {
  const [customerNumber, customer] = [row.line('customerNumber'), row.line('customer')]
  if (customerNumber === '' && customer === '') row.refuse('customer', '没有客户名称或客户编号，请填写')
  return { customerNumber, customer }
}

function readOccurred(row: OpenFollowUp, today?: string) {
  const text = row.text('occurredAt')
  const moment = parseMoment(text)
  if (!moment) row.refuse('occurredAt', text === '' ? '跟进时间为空，请填写' : `${quoted(text)}不是有效的时间，请写作 2026-01-15 14:30`)
  if (moment && today && moment.day > today) row.warn('occurredAt', `${moment.day} 在今天之后，请核对`)
  return moment
}

function readNextOn(row: OpenFollowUp) {
  const text = row.text('nextOn')
  const day = parseDay(text)
  if (text !== '' && !day) row.refuse('nextOn', `${quoted(text)}不是有效的日期，请写作 2026-01-15`)
  return day
}

function readMethod(row: OpenFollowUp): FollowUpMethod {
  const text = row.line('method')
  const method = methodWords(text)
  if (!method) row.warn('method', text === '' ? '跟进方式为空，按其他导入' : `${quoted(text)}不是跟进方式，按其他导入`)
  return method ?? 'other'
}

function readContentType(row: OpenFollowUp) {
  const text = row.line('contentType')
  const type = contentTypeWords(text)
  if (text !== '' && !type) row.warn('contentType', `${quoted(text)}不是内容类型，暂未填入`)
  return type
}

function productParts(row: OpenPurchase): [string?, string?, string?] {
  const product = row.line('product')
  const parts = /^(.+)\/(\d[^/]*)\/(\d{4}[^/]*)$/.exec(product)
  return parts && !row.isMapped('quantity') && !row.isMapped('purchasedOn') ? [parts[1], parts[2], parts[3]] : [product]
}

function readQuantity(row: OpenPurchase, text: string) {
  const [, number = '', unit = ''] = /^([\d.,]+)\s*(\D{0,10})$/.exec(text.normalize('NFKC').trim()) ?? []
  if (text === '') row.warn('quantity', '数量为空，按 1 导入')
  const quantityMilli = text === '' ? 1000 : parseDecimal(number, 3)
  if (!quantityMilli) row.refuse('quantity', `${quoted(text)}不是有效的数量，需大于 0，最多三位小数`)
  return { quantityMilli: quantityMilli ?? 0, unit: unit.trim() }
}

function readAmount(row: OpenPurchase) {
  const text = row.text('amount')
  const clean = text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/^(?:[¥￥]|rmb|cny|人民币)/i, '')
  const [, number = '', wan] = /^([\d.,]+)(万)?元?$/.exec(clean) ?? []
  if (text === '') row.warn('amount', '金额为空，按 0 元导入')
  const fen = text === '' ? 0 : parseDecimal(number, wan ? 6 : 2)
  if (fen === null) row.refuse('amount', `${quoted(text)}不是有效的金额，需为不小于 0 的数字，最多到分`)
  return fen ?? 0
}

function readPurchasedOn(row: OpenPurchase, text: string, today?: string) {
  const day = parseDay(text)
  if (!day) row.refuse('purchasedOn', text === '' ? '购买日期为空，请填写' : `${quoted(text)}不是有效的日期，请写作 2026-01-15`)
  if (day && today && day > today) row.warn('purchasedOn', `${day} 在今天之后，请核对`)
  return day ?? ''
}
