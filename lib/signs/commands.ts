import { and, eq, inArray, isNull, lt } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { paddingSignRows, paddingSigns, signKinds } from '#db/schema/truth'
import { command, created, removed, updated } from '../kernel/command.ts'
import { Conflict } from '../kernel/errors.ts'
import { authorOf } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { KEPT_ROWS } from './model.ts'
import { findSign } from './queries.ts'

const id = z.coerce.number().int().positive()
const finding = z.strictObject({
  kind: z.enum(signKinds),
  mark: z.string().min(1).max(100),
  userId: z.number().nullable(),
  size: z.number().int().positive(),
  detail: z.string().max(100),
  customers: z.array(id).max(KEPT_ROWS),
})

/** Puts down what was found tonight; what was known already is brought up to date (S1-67). The record tells of the new ones. */
export const recordSigns = command({
  name: 'sign.record',
  input: z.strictObject({ findings: z.array(finding).max(50), at: z.number() }),
  run: (tx, _me, { findings, at }) => findings.flatMap((one) => put(tx, one, at)),
})

/** Takes away what tonight no longer found, a few at a time; what was set aside stays, so that it is known again. */
export const clearSigns = command({
  name: 'sign.clear',
  input: z.strictObject({ before: z.number() }),
  run(tx, _me, { before }) {
    const gone = tx
      .select({ id: paddingSigns.id, kind: paddingSigns.kind, size: paddingSigns.size })
      .from(paddingSigns)
      .where(and(lt(paddingSigns.seenAt, before), isNull(paddingSigns.asideAt)))
      .limit(50)
      .all()
    const ids = gone.map((sign) => sign.id)
    tx.delete(paddingSignRows).where(inArray(paddingSignRows.signId, ids)).run()
    tx.delete(paddingSigns).where(inArray(paddingSigns.id, ids)).run()
    return gone.map((sign) => removed(sign))
  },
})

/** Looked into, with what came of it: not shown again unless it grows (N-13). */
export const setAsideSign = command({
  name: 'sign.setAside',
  input: z.strictObject({ id, note: z.string().trim().min(1, '请填写核实结果').max(200, '核实结果最多 200 字') }),
  run(tx, me, { id, note }) {
    const { size, userId } = findSign(me, id, tx)
    if (userId !== null && userId === authorOf(me.actor)) throw new Conflict('涉及本人的事项，请由上级核实')
    const values = { asideAt: now(), asideBy: authorOf(me.actor), asideNote: note, asideSize: size }
    tx.update(paddingSigns).set(values).where(eq(paddingSigns.id, id)).run()
    return { ...updated({ id, aside: false }, { id, aside: true }), why: note }
  },
})

function put(tx: Tx, { customers, ...sign }: z.output<typeof finding>, at: number) {
  const known = tx
    .select()
    .from(paddingSigns)
    .where(and(eq(paddingSigns.kind, sign.kind), eq(paddingSigns.mark, sign.mark)))
    .get()
  // What grew after it was set aside stands among the new ones again.
  const foundAt = known && sign.size <= Math.max(known.size, known.asideSize) ? known.foundAt : at
  const values = { ...sign, foundAt, seenAt: at }
  const target = [paddingSigns.kind, paddingSigns.mark]
  const row = tx.insert(paddingSigns).values(values).onConflictDoUpdate({ target, set: values }).returning().get()
  tx.delete(paddingSignRows).where(eq(paddingSignRows.signId, row.id)).run()
  if (customers.length > 0)
    tx.insert(paddingSignRows)
      .values(customers.map((customerId) => ({ signId: row.id, customerId })))
      .run()
  return known ? [] : [created({ id: row.id, kind: row.kind, size: row.size, userId: row.userId })]
}
