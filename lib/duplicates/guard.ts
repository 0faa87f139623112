import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Tx } from '#db/client'
import type { Actor } from '../kernel/grant.ts'
import { type AlikeReason, type Asked, alikeLabels } from './model.ts'
import { findAlike, numbersOf, tellHits } from './queries-alike.ts'
import { Suspected } from './suspected.ts'

/** The mark of a warning that a person has answered with 「仍要保存，这不是同一家」. */
export const confirmed = z.string().max(64).default('')

/**
 * Stops what would stand beside a customer like it, until a person has said that they are two (W-14). Returns the reason for the record
 * where that was said of exactly these customers, undefined where there are none; the machine is not asked.
 */
export function refuseAlike(tx: Tx, actor: Actor, asked: Asked, said: string): string | undefined {
  if ('job' in actor) return undefined
  const found = findAlike(asked, tx)
  if (found.size === 0) return undefined
  const exact = exactIn(found)
  if (exact) throw new Suspected(exact.message, tellHits(actor, found, tx), { field: exact.field })
  const mark = markOf([...found.keys()])
  const words = wordsOf(found, tx)
  if (said === mark) return `已确认不是同一家：${words}`
  throw new Suspected(`可能重复，未保存：${words}`, tellHits(actor, found, tx), { mark })
}

/** The answer that saves beside all who are like it now; '' where there are none. */
export function answerTo(asked: Asked, from?: Parameters<typeof findAlike>[1]): string {
  const found = findAlike(asked, from)
  return found.size > 0 ? markOf([...found.keys()]) : ''
}

function exactIn(found: Map<number, AlikeReason>) {
  const reasons = [...found.values()]
  if (reasons.includes('twin')) return { field: 'name', message: '同名同号码的客户已经存在' }
  return reasons.includes('creditCode') ? { field: 'creditCode', message: '已有客户登记了这个统一社会信用代码' } : undefined
}

/** Q20260001（联系方式相同）、…: which customers, for the record alone. */
export function wordsOf(found: Map<number, AlikeReason>, from?: Parameters<typeof numbersOf>[1]): string {
  const numbers = numbersOf([...found.keys()], from)
  return [...found].map(([id, reason]) => `${numbers.get(id)}（${alikeLabels[reason]}）`).join('、')
}

// Another customer found meanwhile is another question.
const markOf = (ids: number[]) =>
  createHash('sha256')
    .update(`alike ${ids.toSorted((a, b) => a - b).join()}`)
    .digest('base64url')
    .slice(0, 22)
