import { createHash } from 'node:crypto'
import type { signKinds } from '#db/schema/truth'
import { maskPhone } from '../formats/phone.ts'
import { DAY, dayOf, timeOf } from '../kernel/time.ts'

export type SignKind = (typeof signKinds)[number]
/** Something to be asked about: what makes it the same one next night, whose it is, how big, the archives behind it (at most KEPT_ROWS), and more in words. */
export type Finding = { kind: SignKind; mark: string; userId: number | null; size: number; detail: string; customers: number[] }

export const signLabels: Record<SignKind, string> = {
  phone: '同一号码出现在多份档案',
  burst: '短时间内连续建档且没有跟进',
  sequence: '登记的号码连续',
  text: '多位客户的跟进内容相同',
  revenue: '企业客户的年营收一直未填',
}

export const KEPT_ROWS = 50
export const PHONE_ARCHIVES = 3
export const BURST_ARCHIVES = 5
export const BURST_MS = 600_000
export const QUIET_MS = 14 * DAY
export const SEQUENCE_NUMBERS = 4
export const SAME_TEXTS = 3
export const TEXT_MS = 30 * DAY
export const REVENUE_ARCHIVES = 10
export const REVENUE_SHARE = 0.8
export const REVENUE_AGE_MS = 30 * DAY
/** Registrations are looked at for so long. */
export const LOOK_BACK_MS = 180 * DAY

export type Registered = { id: number; phone: string; createdAt: number }
export type Contacted = Registered & { firstContactAt: number | null }

/** Registrations with at least BURST_ARCHIVES in ten minutes around them: those of which it is worth asking when they were contacted. By time. */
export function crowded(rows: Registered[]): Registered[] {
  const near = new Set<Registered>()
  for (let last = BURST_ARCHIVES - 1; last < rows.length; last++) {
    const run = rows.slice(last - BURST_ARCHIVES + 1, last + 1)
    if (run.at(-1)!.createdAt - run[0]!.createdAt <= BURST_MS) for (const row of run) near.add(row)
  }
  return rows.filter((row) => near.has(row))
}

/** Runs of registrations in which at least BURST_ARCHIVES lie within ten minutes and none had a contact within 14 days; the young ones, whose 14 days are not over, are not judged yet. */
export function burstsIn(rows: Contacted[], at: number): Contacted[][] {
  const silent = rows.filter(
    ({ createdAt, firstContactAt }) => createdAt + QUIET_MS <= at && (firstContactAt ?? Number.POSITIVE_INFINITY) > createdAt + QUIET_MS,
  )
  const bursts: Contacted[][] = []
  for (let from = 0; from < silent.length; ) {
    const end = silent.findIndex((row, i) => i > from && row.createdAt - silent[from]!.createdAt > BURST_MS)
    const run = silent.slice(from, end === -1 ? undefined : end)
    const isBurst = run.length >= BURST_ARCHIVES
    if (isBurst) bursts.push(run)
    from += isBurst ? run.length : 1
  }
  return bursts
}

/** Runs of at least SEQUENCE_NUMBERS phone numbers that follow one another: 138…01, 138…02, 138…03, 138…04. */
export function sequencesIn(rows: Registered[]): Registered[][] {
  const numbered = rows
    .flatMap((row) => (/^\d{11}$/.test(row.phone) ? [{ row, number: Number(row.phone) }] : []))
    .sort((a, b) => a.number - b.number)
    .filter((one, i, all) => i === 0 || all[i - 1]!.number !== one.number)
  const runs: Registered[][] = []
  let run: Registered[] = []
  numbered.forEach(({ row, number }, i) => {
    run = i > 0 && numbered[i - 1]!.number === number - 1 ? [...run, row] : [row]
    const isLast = numbered[i + 1]?.number !== number + 1
    if (isLast && run.length >= SEQUENCE_NUMBERS) runs.push(run)
  })
  return runs
}

/** A burst as it is put down. */
export const burstFinding = (userId: number, run: Registered[]): Finding => ({
  kind: 'burst',
  mark: `${userId}:${run[0]!.id}`,
  userId,
  size: run.length,
  detail: `${dayOf(run[0]!.createdAt)} ${timeOf(run[0]!.createdAt)}`,
  customers: idsOf(run),
})

export const sequenceFinding = (userId: number, run: Registered[]): Finding => ({
  kind: 'sequence',
  mark: `${userId}:${markOf(run[0]!.phone)}`,
  userId,
  size: run.length,
  detail: `${maskPhone(run[0]!.phone)} 起`,
  customers: idsOf(run),
})

export const textFinding = (userId: number, content: string, customers: number[]): Finding => ({
  kind: 'text',
  mark: `${userId}:${markOf(content)}`,
  userId,
  size: customers.length,
  detail: content.length > MOST_TEXT ? `${content.slice(0, MOST_TEXT)}…` : content,
  customers: customers.slice(0, KEPT_ROWS),
})

/** Where at least ten companies, and four of five, have no revenue: one finding; else none. */
export function revenueFindings(userId: number, companies: { all: number; blank: number; customers: number[] }): Finding[] {
  const { all, blank, customers } = companies
  if (blank < REVENUE_ARCHIVES || blank < all * REVENUE_SHARE) return []
  const detail = `，占其名下的 ${Math.round((blank / all) * 100)}%`
  return [{ kind: 'revenue', mark: String(userId), userId, size: blank, detail, customers: customers.slice(0, KEPT_ROWS) }]
}

/** The same number or text is known again without being kept. */
export const markOf = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22)

const MOST_TEXT = 60
const idsOf = (rows: Registered[]) => rows.slice(0, KEPT_ROWS).map(({ id }) => id)

/** What a sign says, carefully: it is a question, not a finding of fault. */
export function signWords({ kind, size, detail }: { kind: SignKind; size: number; detail: string }): string {
  const words: Record<SignKind, string> = {
    phone: `号码 ${detail} 出现在 ${size} 份档案里`,
    burst: `${detail} 起十分钟内建了 ${size} 份档案，之后 14 天没有跟进`,
    sequence: `${size} 份档案的号码依次相连（${detail}）`,
    text: `30 天内 ${size} 位客户的跟进写了同样的内容：「${detail}」`,
    revenue: `${size} 家企业客户的年营收从建档起没有填写${detail}`,
  }
  return words[kind]
}
