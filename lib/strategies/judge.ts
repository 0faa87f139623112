import type { Consent, Reason } from './labels.ts'
import type { Strategy } from './model.ts'
import { needsOf } from './placeholders.ts'

/** What has to be known of a customer to decide whether a strategy reaches it. */
export type Candidate = {
  id: number
  name: string
  ownerId: number | null
  departmentId: number | null
  gone: number
  pushed: number
  consent: Consent | null
  agrees: number
  repairing: number
  asked: number
}
export type Colleague = { id: number; name: string; departmentId: number | null; isHead: boolean; phone: string; email: string }
/** Colleagues who are there, by id, and who stands in for one who has left, by department. */
export type People = { byId: ReadonlyMap<number, Colleague>; heads: ReadonlyMap<number, Colleague> }
export type Verdict = { id: number; name: string; assigneeId: number | null; reason?: Reason }

type Asked = Pick<Strategy, 'kind' | 'content' | 'marketing' | 'responsibleId'>

/** Whether a strategy reaches each of these customers, through whom, and if not, why (I-05, N-12). */
export function judge(strategy: Asked, candidates: readonly Candidate[], people: People): Verdict[] {
  const needs = needsOf(strategy.content)
  const isTouch = strategy.marketing || strategy.kind === 'survey'
  const given = strategy.responsibleId
  return candidates.map((one) => {
    const manager = managerOf(one, people)
    const assignee = given === null ? manager : people.byId.get(given)
    const verdict = { id: one.id, name: one.name, assigneeId: assignee?.id ?? null }
    const left = (reason: Reason): Verdict => ({ ...verdict, reason })
    if (one.gone) return left('gone')
    if (one.pushed) return left('pushed')
    if (isTouch && one.consent === 'refused') return left('refused')
    if (strategy.marketing && one.consent !== 'agreed' && !one.agrees) return left('notAgreed')
    if (isTouch && one.repairing) return left('repairing')
    if (one.asked) return left('asked')
    if (!assignee || (needs.manager && !manager)) return left('noOwner')
    if ((needs.phone && !manager?.phone) || (needs.email && !manager?.email)) return left('noCard')
    return verdict
  })
}

/** A customer's account manager; for one who has left, the head of its department; nobody where it has none. */
export function managerOf({ ownerId, departmentId }: Pick<Candidate, 'ownerId' | 'departmentId'>, { byId, heads }: People) {
  if (ownerId === null) return undefined
  return byId.get(ownerId) ?? heads.get(departmentId ?? 0)
}
