import { and, eq, gt, lte, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { importJobs, importRows, importTargets } from '#db/schema/imports'
import { type Change, command, created, updated } from '../kernel/command.ts'
import { Conflict, Unfit } from '../kernel/errors.ts'
import { type Grant, grant, idOf } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { listReached } from '../users/queries.ts'
import { targetFields } from './aliases.ts'
import { importerOf } from './importer.ts'
import { judges } from './judge.ts'
import { needs, type Status } from './labels.ts'
import { type Mapping, missingFields } from './mapping.ts'
import { matched, type People, personColumn } from './people.ts'
import { MOST_STAGED, NotTaken } from './problems.ts'
import { countStaged, type Earlier, earlierRows, findJob, findOwnImport, type Job, listNames, listNext, type StagedRow } from './queries.ts'
import type { Issue } from './reading.ts'
import { type Taken, takenIn } from './taken.ts'
import { type Spelled, writers } from './write.ts'

const id = z.coerce.number().int().positive()
const version = z.coerce.number().int()
const column = z.number().int().min(0).nullable()
const mapping = z.record(z.string(), column)
const people = z.record(z.string(), id.nullable())
const fromStart = { cursor: 0, valid: 0, refused: 0, duplicate: 0, imported: 0, failure: '' }

/** A sheet has been brought: what is known of it before its records come (W-10, S1-22). */
export const createImport = command({
  name: 'import.create',
  input: z.strictObject({
    target: z.enum(importTargets),
    fileName: z.string().max(200),
    sha256: z.string(),
    encoding: z.string(),
    header: z.array(z.string()),
    mapping,
    names: z.array(z.string()),
    total: z.number().int().positive(),
  }),
  run(tx, me, { names, ...input }) {
    grant(me.actor, needs[input.target])
    if (countStaged(me, tx) + input.total > MOST_STAGED) throw new NotTaken('quota')
    const known = matched(names, listReached(me, tx))
    return created(
      tx
        .insert(importJobs)
        .values({ ...input, people: known, status: 'reading', createdBy: idOf(me.actor), createdAt: now() })
        .returning()
        .get(),
    )
  },
})

/** The next portion of its records; the last one makes it ready to be looked at. */
export const stageRows = command({
  name: 'import.stage',
  input: z.strictObject({ id, rows: z.custom<StagedRow[]>(Array.isArray), last: z.boolean() }),
  run(tx, me, { id, rows, last }): Change[] {
    const job = findJob(me, id, tx)
    mustBe(job, ['reading'])
    if (rows.length > 0)
      tx.insert(importRows)
        .values(rows.map((row) => ({ ...row, jobId: id })))
        .run()
    if (last) move(tx, job, { status: 'mapping' })
    return []
  },
})

/** Which column is which field, and who the people of the sheet are; what was found out before counts no more. */
export const mapImport = command({
  name: 'import.map',
  input: z.strictObject({ id, version, mapping, people: people.default({}) }),
  run(tx, me, { id, version, mapping, people }) {
    const job = findOwnImport(me, id, tx)
    mustBe(job, ['mapping', 'checked'])
    if (job.version !== version) throw new Conflict('这份表格的对应列刚被改过，请刷新后再试')
    const wanted = fitting(job, mapping)
    const set = {
      mapping: wanted,
      people: peopleFor(tx, me, job, wanted, people),
      ...fromStart,
      status: 'mapping' as const,
      version: version + 1,
    }
    return updated(job, move(tx, job, set))
  },
})

/** 试运行: every record is judged, nothing comes in. */
export const checkImport = command({
  name: 'import.check',
  input: z.strictObject({ id }),
  run(tx, me, { id }) {
    const job = findOwnImport(me, id, tx)
    grant(me.actor, needs[job.target])
    mustBe(job, ['mapping', 'checked'])
    const [missing] = missingFields(job.mapping, job.target)
    if (missing) throw new Conflict(`还没有选择「${missing.label}」所在的列，请先选择并保存`)
    return updated(job, move(tx, job, { ...fromStart, status: 'checking' }))
  },
})

/** Lets the records in that were judged valid; after a failure it goes on where it stood. */
export const startImport = command({
  name: 'import.start',
  input: z.strictObject({ id }),
  run(tx, me, { id }) {
    const job = findOwnImport(me, id, tx)
    grant(me.actor, needs[job.target])
    mustBe(job, ['checked', 'failed'])
    if (job.valid === 0) throw new Conflict('没有可导入的记录')
    const cursor = job.status === 'failed' ? job.cursor : 0
    return updated(job, move(tx, job, { status: 'running', cursor, failure: '', finishedAt: null }))
  },
})

/** Stops at the end of the present portion; what has come in stays in. While only judging it leads back to the columns. A sheet that is given up before anything came in leaves no record behind. */
export const cancelImport = command({
  name: 'import.cancel',
  input: z.strictObject({ id }),
  run(tx, me, { id }) {
    const job = findOwnImport(me, id, tx)
    mustBe(job, ['mapping', 'checking', 'checked', 'running', 'failed'])
    const set =
      job.status === 'checking' ? { ...fromStart, status: 'mapping' as const } : { status: 'cancelled' as const, finishedAt: now() }
    if (givenUp.includes(job.status) && job.imported === 0) forget(tx, id)
    return updated(job, move(tx, job, set))
  },
})

/** One portion further, and the cursor with it in the same transaction: judged while checking, taken in while running. */
export const advanceImport = command({
  name: 'import.advance',
  input: z.strictObject({ id, size: z.number().int().positive(), spelled: z.custom<Spelled>((map) => map instanceof Map).optional() }),
  run(tx, me, { id, size, spelled }): Change[] {
    const job = findJob(me, id, tx)
    if (job.status !== 'checking' && job.status !== 'running') return []
    const rows = listNext(me, job, size, tx)
    const { counts, changes } = settle(tx, job, rows, spelled)
    const last = rows.length < size
    const next = { ...counts, cursor: rows.at(-1)?.record ?? job.cursor, ...(last && ended[job.status]()) }
    const after = move(tx, job, next)
    return job.status === 'checking' ? [] : changes.length > 0 && !last ? changes : [...changes, updated(job, after)]
  },
})

/** What went wrong, in a sentence for the person who waits; a trial run that broke off can be made again. */
export const failImport = command({
  name: 'import.fail',
  input: z.strictObject({ id, failure: z.string().min(1).max(300) }),
  run(tx, me, { id, failure }) {
    const job = findJob(me, id, tx)
    const set = job.status === 'checking' ? { ...fromStart, status: 'mapping' as const } : { status: 'failed' as const, finishedAt: now() }
    if (job.status === 'reading') forget(tx, id)
    return updated(job, move(tx, job, { ...set, failure }))
  },
})

/** Whoever takes the records that stayed outside takes names and numbers along: that leaves a trace. */
export const downloadKeptOut = command({
  name: 'import.download',
  input: z.strictObject({ id }),
  run(tx, me, { id }) {
    const { refused, duplicate } = findOwnImport(me, id, tx)
    return created({ id, refused, duplicate })
  },
})

const givenUp: Status[] = ['mapping', 'checked', 'failed']
// A sheet of the usual size is gone at once; the rest of a large one goes in slices (clearGivenUp), so that nobody waits for the writer.
const AT_ONCE = 2000
const forget = (tx: Tx, id: number) =>
  void tx.run(sql`delete from import_rows where rowid in (select rowid from import_rows where job_id = ${id} limit ${AT_ONCE})`)

const ended = { checking: () => ({ status: 'checked' as const }), running: () => ({ status: 'done' as const, finishedAt: now() }) }

type Counts = Pick<Job, 'valid' | 'refused' | 'duplicate' | 'imported'>

function settle(tx: Tx, job: Job, rows: StagedRow[], spelled?: Spelled): { counts: Counts; changes: Change[] } {
  const importer = importerOf(job.createdBy, tx)
  grant(importer, needs[job.target])
  const taken = takenIn(tx, job)
  const judge = judges[job.target](job, importer, earlierOf(tx, job, taken), tx)
  const writer = job.status === 'running' ? writers[job.target](tx, job, importer, spelled) : undefined
  const keep = verdictKeeper(tx, job.id)
  const { valid, refused, duplicate, imported } = job
  const counts = { valid, refused, duplicate, imported }
  for (const { record, cells } of rows) {
    const { verdict, reasons, warnings, key, values } = judge(record, cells)
    if (writer && verdict === 'valid') {
      writer.write(values as never, record)
      counts.imported += 1
      continue
    }
    keep(record, verdict, reasons, warnings, key)
    if (verdict === 'valid') taken.add(record, values)
    if (writer) counts.valid -= 1 // judged fit before, and in the meantime somebody was quicker
    counts[verdict] += 1
  }
  taken.upTo(rows.at(-1)?.record ?? job.cursor)
  if (writer && rows.length > 0) markImported(tx, job, rows.at(-1)!.record)
  return { counts, changes: writer?.done() ?? [] }
}

// While taking in, an earlier record of the sheet stands among the customers already.
function earlierOf(tx: Tx, job: Job, taken: Taken): Earlier {
  const earlier = { ...earlierRows(job.id, tx), holder: taken.holder }
  return job.status === 'running' ? { ...earlier, accepted: () => undefined } : earlier
}

// Those of the portion that are still called fit have come in.
function markImported(tx: Tx, job: Job, last: number) {
  const { jobId, record, verdict } = importRows
  tx.update(importRows)
    .set({ verdict: 'imported' })
    .where(and(eq(jobId, job.id), eq(verdict, 'valid'), gt(record, job.cursor), lte(record, last)))
    .run()
}

function verdictKeeper(tx: Tx, jobId: number) {
  const hole = (name: string) => sql`${sql.placeholder(name)}`
  const set = {
    verdict: hole('verdict'),
    reasons: hole('reasons'),
    warnings: hole('warnings'),
    dedupeKey: hole('key'),
  }
  const keep = tx
    .update(importRows)
    .set(set)
    .where(sql`${importRows.jobId} = ${jobId} and ${importRows.record} = ${sql.placeholder('record')}`)
    .prepare()
  const json = (issues: Issue[]) => (issues.length > 0 ? JSON.stringify(issues.map(({ label, reason }) => ({ label, reason }))) : null)
  return (record: number, verdict: string, reasons: Issue[], warnings: Issue[], key: string | null) =>
    void keep.run({ record, verdict, reasons: json(reasons), warnings: json(warnings), key })
}

function fitting(job: Job, wanted: Mapping): Mapping {
  const keys = targetFields[job.target].map(({ key }) => key as string)
  const unknown = Object.entries(wanted).find(([key, column]) => !keys.includes(key) || (column !== null && column >= job.header.length))
  if (unknown) throw new Conflict('对应列里有不认识的内容，请刷新后再试')
  const whole = Object.fromEntries(keys.map((key) => [key, wanted[key] ?? null]))
  const [missing] = missingFields(whole, job.target)
  if (missing) throw new Unfit(`col_${missing.key}`, `请选择「${missing.label}」所在的列`)
  return whole
}

function peopleFor(tx: Tx, me: Grant<'import.map'>, job: Job, mapping: Mapping, chosen: People): People {
  const column = personColumn(me, job.target, mapping)
  if (column === null) return {}
  const colleagues = listReached(me, tx)
  const stranger = Object.values(chosen).find((id) => id !== null && !colleagues.some((one) => one.id === id))
  if (stranger !== undefined) throw new Conflict('只能选择自己能管理的同事')
  const names = listNames(me, job.id, column, tx)
  const same = column === personColumn(me, job.target, job.mapping)
  return matched(names, colleagues, { ...(same ? job.people : {}), ...chosen })
}

function mustBe(job: Job, states: Status[]) {
  if (!states.includes(job.status)) throw new Conflict('这份导入已经不在这一步，请刷新后再看')
}

const move = (tx: Tx, job: Job, set: Partial<Job>): Job =>
  tx.update(importJobs).set(set).where(eq(importJobs.id, job.id)).returning().get()!
