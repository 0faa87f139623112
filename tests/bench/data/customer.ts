import { type Customer, derived } from '#lib/customers/model'
import { addDays, instantOf } from '#lib/kernel/time'
import { between, type Dice, pick, skewed, weighted } from './dice.ts'
import type { Staff } from './people.ts'
import { areas, brandAt, brandCount, forms, given, positions, prefixes, rareBrand, regions, surnames, trades } from './words.ts'

/** What every customer of a data set has in common. */
export type World = { customers: number; at: number; today: string; staff: Staff; sources: string[]; divisions: string[] }

const DAYS = 1100
const HOUR = 3_600_000
// Coprime to 10^8: every index gets eight digits of its own.
const SPREAD = 48_271
const RARE = new Set([7, 5_003, 9_001])

/** The customer at an index of the data set, without what follows from its story; skewed as real ones are. */
export function customerAt(world: World, index: number, roll: Dice): Customer {
  const type = weighted(roll, [
    ['company', 78],
    ['person', 22],
  ] as const)
  const person = pick(roll, surnames) + skewed(roll, given, 1.5)
  const name = type === 'person' ? person : companyName(index, roll)
  const owner = roll() < 0.97 ? skewed(roll, world.staff.sellers, 1.8) : null
  const createdOn = addDays(world.today, -daysAgo(world, index, roll))
  const createdAt = Math.min(instantOf(createdOn) + between(roll, 9 * HOUR, 18 * HOUR), world.at)
  const told = {
    type,
    name,
    contact: person,
    phone: phoneAt(index, roll),
    email: roll() < 0.4 ? `c${index}@${pick(roll, ['qq.com', '163.com', 'example.cn'])}` : '',
  }
  return {
    id: index + 1,
    number: `${type === 'company' ? 'Q' : 'G'}${createdOn.slice(0, 4)}${String(index + 1).padStart(4, '0')}`,
    ...told,
    ...derived(told),
    position: pick(roll, positions),
    industry: skewed(roll, world.divisions, 2.2),
    source: skewed(roll, world.sources, 2),
    level: weighted(roll, [
      ['normal', 88],
      ['vip', 10],
      ['strategic', 2],
    ] as const),
    potential: weighted(roll, [
      ['A', 8],
      ['B', 27],
      ['C', 35],
      [null, 30],
    ] as const),
    status: weighted(roll, [
      ['normal', 90],
      ['dormant', 5],
      ['unverified', 3],
      ['lost', 1.5],
      ['repairing', 0.5],
    ] as const),
    address: roll() < 0.6 ? `${pick(roll, regions)}市工业园区星湖街${between(roll, 1, 999)}号` : '',
    note: roll() < 0.2 ? '展会现场交换名片，对价格敏感。' : '',
    headcount: type === 'company' && roll() < 0.5 ? between(roll, 5, 3000) : null,
    revenueWan: type === 'company' && roll() < 0.3 ? between(roll, 50, 90_000) : null,
    creditCode: '',
    tags: roll() < 0.1 ? '价格敏感 年底采购' : '',
    ownerId: owner?.id ?? null,
    departmentId: owner?.departmentId ?? null,
    createdOn,
    lastContactAt: null,
    nextDueAt: null,
    touchedAt: createdAt,
    verifiedOn: null,
    createdBy: owner?.id ?? null,
    createdAt,
    updatedAt: createdAt,
    deletedAt: null,
    importJobId: null,
    demo: false,
    version: 1,
  }
}

function companyName(index: number, roll: Dice) {
  const brand = RARE.has(index) ? rareBrand : brandAt(Math.floor(roll() ** 1.3 * brandCount))
  return skewed(roll, regions) + brand + skewed(roll, trades) + pick(roll, forms)
}

function phoneAt(index: number, roll: Dice) {
  const digits = String((index * SPREAD + 12_345) % 100_000_000).padStart(8, '0')
  return roll() < 0.85
    ? pick(roll, prefixes) + digits
    : `${pick(roll, areas)}-${digits[0] === '0' || digits[0] === '1' ? `8${digits.slice(1)}` : digits}`
}

// Later customers were created later, but for those that came in by a sheet.
function daysAgo({ customers }: World, index: number, roll: Dice) {
  return Math.floor((roll() < 0.85 ? (1 - index / customers) ** 1.3 : roll()) * DAYS)
}
