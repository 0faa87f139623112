import { and, eq, ne } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { dispatchWays, ticketTexts, ticketTypes } from '#db/schema/tickets'
import { findDepartment } from '../departments/queries.ts'
import { command, created, removed, updated } from '../kernel/command.ts'
import { Conflict, Missing, Unfit } from '../kernel/errors.ts'
import { now } from '../kernel/time.ts'
import { listHandlers } from './dispatch.ts'
import { type Kind, kindLabels, type Purpose, purposeLabels } from './labels.ts'
import { id, optionalId, required, version } from './model.ts'

const line = (max: number, label: string) => z.string().trim().min(1, `请填写${label}`).max(max, `${label}最多 ${max} 字`)
const kind = z.enum(Object.keys(kindLabels) as [Kind, ...Kind[]], '请选择工单类别')
const purpose = z.enum(Object.keys(purposeLabels) as [Purpose, ...Purpose[]], '请选择用途')
const tick = z.preprocess((v) => v === true || v === 'on', z.boolean())
const details = z
  .string()
  .max(400, '细项最多 400 字')
  .transform((text) => [...new Set(text.split(/[、，,；;\n]+/).map((part) => part.trim()))].filter(Boolean))
  .pipe(z.array(z.string().max(20, '每个细项最多 20 字')).max(20, '最多 20 个细项'))
  .default([])

const rule = {
  name: line(20, '类型名称'),
  details,
  departmentId: optionalId,
  way: z.enum(dispatchWays, '请选择分派方式').default('least'),
  headId: optionalId,
  urgency: z.enum(['high', 'middle', 'low'], '请选择紧急程度').default('middle'),
}
type Rule = z.output<z.ZodObject<typeof rule>>

/** One more type of tickets, with where they go (S0-38, S0-41). */
export const createType = command({
  name: 'ticketType.create',
  input: z.strictObject({ kind, ...rule }),
  run(tx, _me, input) {
    refuseUnfit(tx, input, input.kind)
    return created(tx.insert(ticketTypes).values(input).returning().get())
  },
})

/** Where tickets of a type go from now on, by which rule, and whether it can still be chosen; tickets that are there stay where they are. */
export const editType = command({
  name: 'ticketType.edit',
  input: z.strictObject({ id, version, ...rule, active: tick.default(false) }),
  run(tx, _me, { id, version, ...input }) {
    const before = tx.select().from(ticketTypes).where(eq(ticketTypes.id, id)).get()
    if (!before) throw new Missing('这个类型')
    if (before.version !== version) throw new Conflict('这条规则刚被别人改过，本次未保存，请刷新后再改')
    refuseUnfit(tx, input, before.kind, id)
    const values = { ...input, version: version + 1 }
    return updated(before, tx.update(ticketTypes).set(values).where(eq(ticketTypes.id, id)).returning().get()!)
  },
})

const text = { purpose, typeId: optionalId, title: line(40, '标题'), body: required(2000, '内容') }

/** A reply or a material to answer with quickly (S1-44). */
export const createText = command({
  name: 'ticketText.create',
  input: z.strictObject(text),
  run(tx, _me, input) {
    requireType(tx, input.typeId)
    return created(
      tx
        .insert(ticketTexts)
        .values({ ...input, updatedAt: now() })
        .returning()
        .get(),
    )
  },
})

export const editText = command({
  name: 'ticketText.edit',
  input: z.strictObject({ id, version, ...text }),
  run(tx, _me, { id, version, ...input }) {
    const before = findText(tx, id)
    if (before.version !== version) throw new Conflict('这条内容刚被别人改过，本次未保存，请刷新后再改')
    requireType(tx, input.typeId)
    const values = { ...input, updatedAt: now(), version: version + 1 }
    return updated(before, tx.update(ticketTexts).set(values).where(eq(ticketTexts.id, id)).returning().get()!)
  },
})

export const removeText = command({
  name: 'ticketText.remove',
  input: z.strictObject({ id }),
  run(tx, _me, { id }) {
    const before = findText(tx, id)
    tx.delete(ticketTexts).where(eq(ticketTexts.id, id)).run()
    return removed(before)
  },
})

function findText(tx: Tx, id: number) {
  const found = tx.select().from(ticketTexts).where(eq(ticketTexts.id, id)).get()
  if (!found) throw new Missing('这条内容')
  return found
}

function requireType(tx: Tx, typeId: number | null) {
  if (typeId !== null && !tx.select({ id: ticketTypes.id }).from(ticketTypes).where(eq(ticketTypes.id, typeId)).get())
    throw new Unfit('typeId', '找不到这个类型')
}

function refuseUnfit(tx: Tx, { name, departmentId, way, headId }: Rule, kind: Kind, own = 0) {
  const same = and(eq(ticketTypes.kind, kind), eq(ticketTypes.name, name), ne(ticketTypes.id, own))
  if (tx.select({ id: ticketTypes.id }).from(ticketTypes).where(same).get()) throw new Unfit('name', '这个类型已经存在')
  if (departmentId !== null) findDepartment(departmentId, tx)
  if (way === 'head' && headId === null) throw new Unfit('headId', '请选择负责人')
  if (headId !== null && !listHandlers(tx).some(({ id }) => id === headId)) throw new Unfit('headId', '这位同事不能接收工单，请另选')
}
