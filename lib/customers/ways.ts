import { and, type SQL, sql } from 'drizzle-orm'
import type { Source } from '#db/client'
import { literal } from '#db/statements'
import { CAP } from '../kernel/pages.ts'
import type { Asked } from './asking.ts'
import {
  alongDays,
  alongOwnDays,
  alongWords,
  among,
  asking,
  foundByWords,
  listed,
  type Order,
  orderOf,
  type Page,
  sorted,
  walked,
} from './orders.ts'

/** A query of ids, and about what it costs, in microseconds. */
type Way = { cost: number; ids: SQL }
/** What is asked, before anybody is looked for. */
type Question = Omit<Asked, 'hits'>

// What one customer costs, measured at a million of them: passed on an index that tells all; the same with a look into a set; put into a set
// in the order of the numbers, and in any; asked for its label; sorted by its number; read as a row; and looked up in the index of words.
const PASS = 0.08
const LOOK = 0.2
const SET = 0.12
const MIXED = 0.45
const LABEL = 0.6
const SORT = 0.3
const READ = 3
const LOOK_UP = 120
/** Each further word of a question costs, of all customers there are, so much: it is gone through beside the first. */
const WORD = 0.008
/** So many times longer than the mean is reckoned until a page is full. */
const UNLUCKY = 2

const cheapest = (ways: Way[]) => ways.reduce((best, way) => (way.cost < best.cost ? way : best))

/** The first CAP + 1 of whom is found, along whichever index makes least work of them. */
export function gather(ask: Question, from: Source): number[] {
  const way = cheapest(waysToHits(ask, CAP + 1))
  const found = from.get<{ ids: string }>(sql`select json_group_array(id) as ids from (${way.ids} limit ${literal(CAP + 1)})`)
  return JSON.parse(found?.ids ?? '[]')
}

/** All the ways to everybody who is found; each gives the same. */
export function waysToHits(ask: Question, most = Number.POSITIVE_INFINITY): Way[] {
  const { match, range, each, label, isPlain, isAlone } = ask
  if (!range) return [{ cost: 0, ids: foundByWords(match) }]
  const { all, labelled, words, days, both } = ask.sizes()
  const part = Math.min(1, most / Math.max(1, both))
  const byDays = { cost: days * PASS * part, ids: alongDays(ask, each) }
  if (!match) return [byDays]
  const [set, found] = [costOfSet(ask), foundByWords(match)]
  const ways = [
    { cost: reading(words * part, all), ids: foundByWords(match, range) },
    { cost: set + days * LOOK * part, ids: alongDays(ask, among(found)) },
    { cost: days * MIXED + (set + words * PASS) * part, ids: sql`${found} and ${among(alongDays(ask), sql`s.rowid`)}` },
  ]
  if (isPlain) ways.push({ ...byDays, cost: byDays.cost + (label ? days * part * LABEL * Math.min(1, words / labelled) : 0) })
  if (label && !label.isRest) {
    const own = (days * labelled) / all
    ways.push({ cost: isAlone ? own * PASS * part : set + own * LOOK * part, ids: alongOwnDays(ask, isAlone ? '' : match) })
  }
  return ways
}

// Who has a label is left out one by one.
function costOfSet({ label, match, sizes }: Question) {
  const { words, all } = sizes()
  const [wanted = ''] = match.split(' NOT ')
  return words * (label?.isRest ? 3 * SET : SET) + (wanted.split(' ').length - 1) * WORD * all
}

// Of very many rows several stand on a page of the file.
const reading = (rows: number, all: number) => Math.min(rows * READ, (all * READ) / 15 + rows * SET)

/** One page of the `found` who are found, in an order, by the cheapest of the ways there are to it. */
export function pageOf(page: Page, ask: Asked, found: number, from: Source): number[] {
  const best = cheapest(waysTo(page, ask, found))
  const ids = (query: SQL) => from.all<{ id: number }>(query).map(({ id }) => id)
  const attempt = attemptAt(page, ask, found, best.cost / 2)
  const tried = attempt ? ids(attempt) : []
  return tried.length >= Math.min(page.size, found - page.offset) ? tried : ids(best.ids)
}

/**
 * One page by asking customer after customer along its order, for so much: where the order has little to do with what is asked it is soon
 * full, and where it has much it may never be; undefined where it would take longer anyway.
 */
export function attemptAt(page: Page, ask: Asked, found: number, budget: number): SQL | undefined {
  const order = orderOf(page, ask)
  const { all, labelled } = ask.sizes()
  const each = costOfAsking(ask, order)
  const fitting = lengthOf(order, ask) * (ask.label && !order.isOwn ? labelled / all : 1)
  const steps = Math.min(1, (page.offset + page.size) / found) * fitting
  return steps * each < budget ? asking(order, page, ask, budget / each) : undefined
}

function lengthOf({ isOwn, isBound }: Order, { sizes }: Asked) {
  const { all, labelled, days } = sizes()
  return (isOwn ? labelled : all) * (isBound ? days / all : 1)
}

/** All the ways to one page; each gives the same. */
export function waysTo(page: Page, ask: Asked, found: number): Way[] {
  const { match, range } = ask
  const order = orderOf(page, ask)
  const { all, words } = ask.sizes()
  const share = Math.min(1, (UNLUCKY * (page.offset + page.size)) / found)
  const steps = share * lengthOf(order, ask)
  const isListed = found <= CAP
  const hits = isListed ? { cost: 0, ids: listed(ask.hits()) } : cheapest(waysToHits(ask))
  const sort = page.sort === 'newest' ? found * SORT : reading(found, all)
  const ways: Way[] = [{ cost: hits.cost + sort, ids: sorted(hits.ids, order, page) }]
  if (range || isListed) {
    const fits = and(among(hits.ids, order.id), order.tellsDays ? order.days : undefined)
    ways.push({ cost: hits.cost + found * MIXED + steps * LOOK, ids: walked(order, page, fits) })
  }
  if (match) {
    const rows = range && !order.tellsDays ? reading(share * words, all) : 0
    const fits = and(among(foundByWords(match), order.id), order.days)
    ways.push({ cost: costOfSet(ask) + steps * LOOK + rows, ids: walked(order, page, fits) })
  }
  if (match && page.sort === 'newest') ways.push({ cost: reading(share * words, all), ids: alongWords(match, range, page) })
  return ways
}

// A label is asked first, by the number alone; days and what is plain may stand in the index itself.
function costOfAsking({ label, typed, isPlain, isAlone, range, sizes }: Asked, { tellsDays, isOwn }: Order) {
  const { labelled, all } = sizes()
  const isToldHere = (isAlone && !range) || (isPlain && tellsDays && !isOwn)
  const passing = label && !isOwn ? ((PASS + LABEL) * all) / Math.max(1, labelled) : PASS
  return passing + (typed ? LOOK_UP : isToldHere ? 0 : READ)
}
