import { z } from 'zod'
import type { Tx } from '#db/client'
import { importJobs, importTargets } from '#db/schema/imports'
import { command, created, updated } from '../kernel/command.ts'
import { Conflict, Unfit } from '../kernel/errors.ts'
import { type Grant, grant, idOf } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { listReached } from '../users/queries.ts'
import { targetFields } from './aliases.ts'
import { needs, type Status } from './labels.ts'
import { type Mapping, missingFields } from './mapping.ts'
import { matched, type People, personColumn } from './people.ts'
import { MOST_STAGED, NotTaken } from './problems.ts'
import { countStaged, findOwnImport, type Job } from './queries.ts'
import { listNames } from './queries-records.ts'
import { forget, fromStart, move, mustBe } from './state.ts'

const id = z.coerce.number().int().positive()
const version = z.coerce.number().int()
const column = z.number().int().min(0).nullable()
const mapping = z.record(z.string(), column)
const people = z.record(z.string(), id.nullable())

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
