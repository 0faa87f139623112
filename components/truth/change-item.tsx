import { changeWords } from '#lib/changes/model'
import type { listChanges } from '#lib/changes/queries'
import { dayOf, timeOf } from '#lib/kernel/time'
import type { Happening } from '../ui/timeline.tsx'

type Change = ReturnType<typeof listChanges>[number]

const reviewWords = { open: '已提醒复核服务策略', done: '服务策略已复核', cancelled: '复核已取消' } as const

/** 规模变化：50 人 → 120 人, as it stands in a customer's story (S0-05). */
export const changeItem = (change: Change): Happening & { order: number } => ({
  id: `e${change.id}`,
  order: change.at,
  at: `${dayOf(change.at)} ${timeOf(change.at)}`,
  datetime: new Date(change.at).toISOString(),
  meta: `客户变化${change.by ? ` · ${change.by}` : ''}`,
  tone: 'accent',
  text: <p>{changeWords(change)}</p>,
  next: change.review ? reviewWords[change.review] : undefined,
})
