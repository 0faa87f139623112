import type { Customer } from '../customers/model.ts'

export type Side = 'low' | 'high'

/** What a merge lets one choose, in the order of the form; what is masked there is chosen by its mask. */
export const mergeFields = [
  'name',
  'type',
  'contact',
  'phone',
  'email',
  'position',
  'industry',
  'source',
  'level',
  'potential',
  'status',
  'owner',
  'headcount',
  'revenueWan',
  'creditCode',
  'tags',
  'address',
  'note',
  'createdOn',
  'profile',
] as const
export type MergeField = (typeof mergeFields)[number]
type OwnField = Exclude<MergeField, 'profile'>
const ownFields = mergeFields.filter((field) => field !== 'profile')

/** The columns that go with a choice. */
export const columnsOf: Record<OwnField, (keyof Customer)[]> = {
  name: ['name'],
  type: ['type'],
  contact: ['contact'],
  phone: ['phone'],
  email: ['email'],
  position: ['position'],
  industry: ['industry'],
  source: ['source'],
  level: ['level'],
  potential: ['potential'],
  status: ['status'],
  owner: ['ownerId', 'departmentId'],
  headcount: ['headcount'],
  revenueWan: ['revenueWan'],
  creditCode: ['creditCode'],
  tags: ['tags'],
  address: ['address'],
  note: ['note'],
  createdOn: ['createdOn'],
}

/** The fields in which two archives differ, by what is stored and not by what is shown. */
export const differing = (low: Customer, high: Customer) =>
  ownFields.filter((field) => columnsOf[field].some((column) => low[column] !== high[column]))

/** Which of two values stands there at first: the one that is there at all, else that of the archive changed last; the earlier of two days of registration. */
export function firstChoice(field: OwnField, low: Customer, high: Customer): Side {
  const [column] = columnsOf[field] as [keyof Customer]
  if (isBlank(low[column]) !== isBlank(high[column])) return isBlank(low[column]) ? 'high' : 'low'
  if (field === 'createdOn') return low.createdOn <= high.createdOn ? 'low' : 'high'
  return high.updatedAt > low.updatedAt ? 'high' : 'low'
}

/** Which archive stays at first: the more complete one, else the older. */
export const firstWinner = (low: Customer, high: Customer): Side => (filled(high) > filled(low) ? 'high' : 'low')

/** Which profile stays at first: the one filled in last. */
export const firstProfile = (low: { updatedAt: number }, high: { updatedAt: number }): Side =>
  high.updatedAt > low.updatedAt ? 'high' : 'low'

const filled = (side: Customer) => Object.values(side).filter((value) => !isBlank(value)).length
const isBlank = (value: unknown) => value === null || value === undefined || value === ''
