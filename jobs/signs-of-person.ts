import type { grant } from '#lib/kernel/grant'
import {
  burstFinding,
  burstsIn,
  crowded,
  type Finding,
  LOOK_BACK_MS,
  REVENUE_AGE_MS,
  type Registered,
  revenueFindings,
  SAME_TEXTS,
  sequenceFinding,
  sequencesIn,
  TEXT_MS,
  textFinding,
} from '#lib/signs/model'
import { firstContacts, livingOf, type Mark, ownedAfter, registeredAfter, START, writtenAfter } from '#lib/signs/queries-walks'

type Me = ReturnType<typeof grant<'sign.record'>>
const PAGE = 200

/** What one person's registrations, follow-ups and archives give reason to ask about; nothing between pages, so that others get their turn. */
export function* signsOf(me: Me, userId: number, at: number): Generator<Finding[]> {
  yield* registrations(me, userId, at)
  yield* texts(me, userId, at)
  yield* revenues(me, userId, at)
}

function* registrations(me: Me, userId: number, at: number): Generator<Finding[]> {
  const rows: Registered[] = []
  for (const page of paged((mark) => registeredAfter(me, userId, mark, PAGE), at - LOOK_BACK_MS)) {
    rows.push(...page)
    yield []
  }
  yield sequencesIn(rows).map((run) => sequenceFinding(userId, run))
  const near = crowded(rows)
  const contacted = []
  for (let from = 0; from < near.length; from += PAGE) {
    const some = near.slice(from, from + PAGE)
    const contacts = firstContacts(
      me,
      some.map(({ id }) => id),
    )
    contacted.push(...some.map((row) => ({ ...row, firstContactAt: contacts.get(row.id) ?? null })))
    yield []
  }
  yield burstsIn(contacted, at).map((run) => burstFinding(userId, run))
}

function* texts(me: Me, userId: number, at: number): Generator<Finding[]> {
  const customersOf = new Map<string, Set<number>>()
  for (const page of paged((mark) => writtenAfter(me, userId, mark, PAGE), at - TEXT_MS)) {
    for (const { content, customerId } of page) customersOf.set(content, (customersOf.get(content) ?? new Set()).add(customerId))
    yield []
  }
  for (const [content, customers] of customersOf) {
    if (customers.size < SAME_TEXTS) continue
    const living = livingOf(me, [...customers].slice(0, 1000))
    yield living.length >= SAME_TEXTS ? [textFinding(userId, content, living)] : []
  }
}

function* revenues(me: Me, userId: number, at: number): Generator<Finding[]> {
  const companies = { all: 0, blank: 0, customers: [] as number[] }
  for (const page of paged((mark) => ownedAfter(me, userId, mark, PAGE), 0)) {
    for (const { id, type, createdAt, revenueWan } of page) {
      if (type !== 'company' || createdAt > at - REVENUE_AGE_MS) continue
      companies.all += 1
      if (revenueWan !== null) continue
      companies.blank += 1
      companies.customers.push(id)
    }
    yield []
  }
  yield revenueFindings(userId, companies)
}

function* paged<R extends { id: number; createdAt: number }>(read: (mark: Mark) => R[], since: number): Generator<R[]> {
  for (let mark: Mark = { ...START, at: since }; ; ) {
    const page = read(mark)
    yield page
    const last = page.at(-1)
    if (!last || page.length < PAGE) return
    mark = { at: last.createdAt, id: last.id }
  }
}
