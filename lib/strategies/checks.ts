import { and, eq, ne } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { departments, users } from '#db/schema/people'
import { strategies } from '#db/schema/strategies'
import { surveys } from '#db/schema/surveys'
import { tiers } from '#db/schema/tiers'
import { Conflict, Unfit } from '../kernel/errors.ts'
import { currentOf } from '../surveys/editions.ts'
import type { Strategy } from './model.ts'
import { maySend } from './queries.ts'

/** That whatever a strategy names is there, and its own name is free. */
export function checkNamed(tx: Tx, input: Pick<Strategy, 'name' | 'tierId' | 'departmentId' | 'responsibleId' | 'surveyId'>, own = 0) {
  const twin = tx
    .select({ id: strategies.id })
    .from(strategies)
    .where(and(eq(strategies.name, input.name), ne(strategies.id, own)))
    .get()
  if (twin) throw new Unfit('name', '已有同名的策略，请换一个名称')
  if (!tx.select({ id: tiers.id }).from(tiers).where(eq(tiers.id, input.tierId)).get()) throw new Unfit('tierId', '请选择分层标签')
  const { departmentId, responsibleId, surveyId } = input
  if (departmentId !== null && !tx.select({ id: departments.id }).from(departments).where(eq(departments.id, departmentId)).get())
    throw new Unfit('departmentId', '请选择责任部门')
  const wrong = responsibleId === null ? undefined : wrongWith(tx, responsibleId)
  if (wrong) throw new Unfit('responsibleId', wrong)
  if (surveyId !== null && !tx.select({ id: surveys.id }).from(surveys).where(eq(surveys.id, surveyId)).get())
    throw new Unfit('surveyId', '请选择调研问卷')
}

/** That a strategy can be switched on. */
export function checkUsable(tx: Tx, { tierId, responsibleId, kind, surveyId }: Strategy) {
  const tier = tx.select({ active: tiers.active }).from(tiers).where(eq(tiers.id, tierId)).get()
  if (!tier?.active) throw new Conflict('分层标签已停用，请先换一个标签')
  if (responsibleId !== null && wrongWith(tx, responsibleId)) throw new Conflict('责任人的账号已停用，或角色不能处理推送，请先换一位')
  if (kind === 'survey' && (surveyId === null || !currentOf(tx, surveyId))) throw new Conflict('调研问卷没有开放，请先在「调研」开放问卷')
}

function wrongWith(tx: Tx, userId: number): string | undefined {
  const found = tx.select({ active: users.active, role: users.role }).from(users).where(eq(users.id, userId)).get()
  if (!found?.active) return '找不到这位同事，或账号已停用'
  return maySend(found.role, tx) ? undefined : '这位同事的角色不能处理推送，请换一位'
}

/** A name that no other strategy has. */
export function freeName(tx: Tx, name: string): string {
  const taken = new Set(
    tx
      .select({ name: strategies.name })
      .from(strategies)
      .all()
      .map((row) => row.name),
  )
  for (let n = 1; ; n++) {
    const wanted = n === 1 ? name : `${name.slice(0, 32)}（${n}）`
    if (!taken.has(wanted)) return wanted
  }
}
