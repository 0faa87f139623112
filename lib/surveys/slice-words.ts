import type { Slice } from './figures.ts'
import { sourceLabels } from './labels.ts'
import type { Question } from './model.ts'

/** Which answers a list or a sheet is about, in words. */
export function sliceWords(slice: Slice, questions: readonly Question[], { from, to }: { from: string; to: string }): string {
  const { question, dimension, min, max, tier, month, source, low } = slice
  const about = questions.find(({ id }) => id === question)
  const marks = min === max ? min : `${min ?? 0} 至 ${max ?? '最高'}`
  const said = [
    month ? `${month} 月` : `${from} 至 ${to}`,
    about?.kind === 'choice' && min !== undefined ? `「${about.text}」选 ${about.options[min - 1] ?? ''}` : about && `「${about.text}」`,
    dimension !== undefined && `${dimension || '其他'}`,
    about?.kind !== 'choice' && (min !== undefined || max !== undefined) && `${marks} 分`,
    tier && `分层 ${tier}`,
    source && sourceLabels[source],
    low && '只看低分',
  ]
  return said.filter(Boolean).join('，')
}
