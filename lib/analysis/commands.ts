import { inArray, lt, sql } from 'drizzle-orm'
import { z } from 'zod'
import { analysisParts, analysisRisks, analysisRows } from '#db/schema/analysis'
import { jobRuns } from '#db/schema/machine'
import { askedPeriod } from '../jobs/model.ts'
import { findOpenRun } from '../jobs/queries.ts'
import { command, created } from '../kernel/command.ts'
import { Conflict } from '../kernel/errors.ts'
import { now } from '../kernel/time.ts'
import { JOB } from './model.ts'

const whole = z.number().int()

/** 重新统计: the machine works the figures out at once, or after a restart. */
export const refreshAnalysis = command({
  name: 'analysis.refresh',
  input: z.strictObject({}),
  run(tx) {
    if (findOpenRun(JOB, tx)) throw new Conflict('正在统计，请等这次完成')
    const at = now()
    const wish = { job: JOB, period: askedPeriod(at), status: 'running', attempts: 0, startedAt: at, leaseUntil: at } as const
    return created(tx.insert(jobRuns).values(wish).returning().get())
  },
})

// What the machine works out is told by its run in the ledger; a portion of it is no news.

/** Puts down a portion of what stands behind figures of a working-out; nobody reads it before that is finished. */
export const keepAnalysisRows = command({
  name: 'analysis.keepRows',
  input: z.strictObject({
    made: whole,
    rows: z.array(z.strictObject({ scope: whole, code: z.string(), portion: whole, total: whole, refs: z.string() })),
  }),
  run(tx, _me, { made, rows }) {
    if (rows.length > 0)
      tx.insert(analysisRows)
        .values(rows.map((row) => ({ made, ...row })))
        .run()
    return []
  },
})

/** Puts down customers at risk; those of an earlier working-out stay until it is finished. */
export const keepRisks = command({
  name: 'analysis.keepRisks',
  input: z.strictObject({
    made: whole,
    rows: z.array(
      z.strictObject({
        customerId: whole,
        points: whole,
        amountFen: whole,
        departmentId: whole,
        ownerId: whole,
        level: z.string(),
        section: z.string(),
      }),
    ),
  }),
  run(tx, _me, { made, rows }) {
    if (rows.length === 0) return []
    // Who was taken away meanwhile is left out.
    tx.run(sql`insert into ${analysisRisks} (customer_id, made, points, amount_fen, department_id, owner_id, level, section)
      select value ->> 'customerId', ${made}, value ->> 'points', value ->> 'amountFen', value ->> 'departmentId', value ->> 'ownerId',
        value ->> 'level', value ->> 'section' from json_each(${JSON.stringify(rows)})
      where exists (select 1 from customers c where c.id = value ->> 'customerId')
      on conflict (customer_id) do update set made = excluded.made, points = excluded.points, amount_fen = excluded.amount_fen,
        department_id = excluded.department_id, owner_id = excluded.owner_id, level = excluded.level, section = excluded.section`)
    return []
  },
})

/** Puts finished figures in the place of those before. */
export const finishAnalysis = command({
  name: 'analysis.finish',
  input: z.strictObject({
    at: whole,
    day: z.string(),
    parts: z.array(z.strictObject({ scope: whole, part: z.string(), figures: z.string() })),
  }),
  run(tx, _me, { at, day, parts }) {
    for (const part of parts)
      tx.insert(analysisParts)
        .values({ ...part, day, at })
        .onConflictDoUpdate({ target: [analysisParts.scope, analysisParts.part], set: { figures: part.figures, day, at } })
        .run()
    return []
  },
})

/** Takes away, some rows at a time, what belongs to other working-outs than this one; `id` of the answer is how many it were. */
export const tidyAnalysis = command({
  name: 'analysis.tidy',
  input: z.strictObject({ at: whole, limit: z.number().int().positive().max(1000) }),
  run(tx, _me, { at, limit }) {
    const old = tx.select({ id: analysisRows.id }).from(analysisRows).where(lt(analysisRows.made, at)).limit(limit).all()
    tx.delete(analysisRows)
      .where(
        inArray(
          analysisRows.id,
          old.map((row) => row.id),
        ),
      )
      .run()
    const past = tx.select({ id: analysisRisks.customerId }).from(analysisRisks).where(lt(analysisRisks.made, at)).limit(limit).all()
    tx.delete(analysisRisks)
      .where(
        inArray(
          analysisRisks.customerId,
          past.map((row) => row.id),
        ),
      )
      .run()
    // Departments and trades that have nobody any more.
    tx.delete(analysisParts).where(lt(analysisParts.at, at)).run()
    return []
  },
})

/** That somebody takes the figures away as PDF: on record before the first byte leaves. */
export const downloadAnalysis = command({
  name: 'analysis.download',
  input: z.strictObject({ scope: z.string(), day: z.string() }),
  run: (_tx, _me, what) => created({ id: 0, ...what }),
})
