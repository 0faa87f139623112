import { revenueBand } from '../customers/revenue.ts'
import { industryLabel } from '../industries/model.ts'
import { permissionLabels, reachLabels, roleLabels } from '../kernel/labels.ts'
import { formatFen, formatMilli } from '../kernel/money.ts'
import type { Permission, Role } from '../kernel/permissions.ts'
import { dayOf, timeOf } from '../kernel/time.ts'
import { codeLabel, labelOf, noise } from './fields.ts'

export type Changes = Record<string, [unknown, unknown]>
export type ChangeInWords = { label: string; from: string; to: string }
/** Names for ids. */
export type Names = { people: Map<number, string>; departments: Map<number, string> }

const BLANK = '未填写'
const WITHIN_BAND = '同一区间内的另一数额'
const PEOPLE = new Set([
  'ownerId',
  'assigneeId',
  'followerId',
  'enteredBy',
  'doneBy',
  'createdBy',
  'userId',
  'replacedBy',
  'uploadedBy',
  'addedBy',
  'askerId',
  'answeredBy',
  'decidedBy',
  'handlerId',
  'headId',
  'responsibleId',
  'sentBy',
  'byId',
  'responsibleId',
])
const MOMENT = /(At|Until)$/

/** 2026-01-15 14:30 in the company's zone. */
export const momentWords = (at: number) => `${dayOf(at)} ${timeOf(at)}`

/** 编辑客户 for customer.edit; what is no deed of this version stands as it was written. */
export const actionWords = (action: string) => permissionLabels[action as Permission] ?? action

/** 系统：编辑客户 for what the machine did in consequence of a deed. */
export const actorWords = (actor: string) => (actor.startsWith('系统：') ? `系统：${actionWords(actor.slice(3))}` : actor)

const UNFIT = '输入不合要求：'

/** 输入不合要求：账号 for the names of fields that a refusal holds. */
export function whyWords(entity: string, why: string): string {
  if (!why.startsWith(UNFIT)) return why
  const fields = why.slice(UNFIT.length).split('、')
  return UNFIT + fields.map((field) => labelOf(entity, field)).join('、')
}

/** The ids of people that a change speaks of, to be named. */
export const peopleIn = (changes: Changes) =>
  Object.entries(changes).flatMap(([field, pair]) =>
    PEOPLE.has(field) ? pair.filter((value): value is number => typeof value === 'number') : [],
  )

/** A change field by field as a person would say it: label, from, to; keys and what follows from others are left out. */
export function inWords(entity: string, changes: Changes, names: Names): ChangeInWords[] {
  return Object.entries(changes)
    .filter(([field]) => !noise.has(field))
    .map(([field, [from, to]]) => ({
      label: labelFor(entity, field),
      from: valueWords(entity, field, from, names),
      to: isWithinBand(field, from, to) ? WITHIN_BAND : valueWords(entity, field, to, names),
    }))
    .filter(({ from, to }) => from !== to || from === '•••')
}

// Masked alike, and yet another figure.
const isWithinBand = (field: string, from: unknown, to: unknown) =>
  field === 'revenueWan' && typeof from === 'number' && typeof to === 'number' && from !== to && revenueBand(from) === revenueBand(to)

function labelFor(entity: string, field: string) {
  const [role, permission] = field.split(' ')
  return entity === 'role' && permission ? `${roleLabels[role as Role] ?? role} · ${actionWords(permission)}` : labelOf(entity, field)
}

function valueWords(entity: string, field: string, value: unknown, names: Names): string {
  if (value === null || value === undefined || value === '' || (field === 'demo' && value === false)) return BLANK
  if (entity === 'role') return reachLabels[value as keyof typeof reachLabels] ?? '无'
  const code = codeLabel(entity, field, value)
  if (code) return code
  if (typeof value === 'number') return numberWords(field, value, names)
  if (field === 'industry') return industryLabel(String(value))
  return typeof value === 'object' ? structureWords(value) : String(value).replace(/^account:/, '')
}

function numberWords(field: string, value: number, { people, departments }: Names): string {
  if (PEOPLE.has(field)) return people.get(value) ?? `用户 ${value}`
  if (field === 'departmentId') return departments.get(value) ?? `部门 ${value}`
  if (MOMENT.test(field) || field === 'at') return momentWords(value)
  if (field === 'revenueWan') return revenueBand(value) ?? BLANK
  if (field === 'amountFen') return formatFen(value)
  return field === 'quantityMilli' ? formatMilli(value) : String(value)
}

// Groups of words such as the sources: 线上：线上广告、线上咨询；线下：….
function structureWords(value: object): string {
  if (Array.isArray(value)) return value.map(String).join('、')
  return Object.entries(value)
    .map(([name, inner]) => `${name}：${typeof inner === 'object' && inner !== null ? structureWords(inner) : String(inner)}`)
    .join('；')
}
