import { searchWords } from '../customers/filter-words.ts'
import { sourceLabels } from './labels.ts'
import type { Listed, SuggestionFilter } from './list.ts'

const todoWords = { open: '待告知', done: '已告知', cancelled: '待办已取消' } as const

/** How far the customer has been told; nothing where there is nothing to tell. */
export const toldWords = ({ todoStatus }: Pick<Listed, 'todoStatus'>): string => (todoStatus ? todoWords[todoStatus] : '')

/** 83%, of whole numbers; a dash where nobody is to be told. */
export const shareWords = (told: number, askers: number): string => (askers === 0 ? '-' : `${Math.round((told / askers) * 100)}%`)

export const viewLabels = { open: '待整理', grouped: '已归入', dropped: '不是建议', all: '全部' } as const

/** What a filter of suggestions asks for, as a person would say it. */
export function suggestionFilterWords(f: SuggestionFilter, titleOf: (idea: number) => string): string {
  const said = [
    f.q && searchWords(f.q),
    f.view ? viewLabels[f.view] : f.idea === undefined && f.customer === undefined ? viewLabels.open : undefined,
    f.source && `来源 ${sourceLabels[f.source]}`,
    f.idea !== undefined && `改进事项 ${titleOf(f.idea)}`,
    f.customer !== undefined && '指定的一位客户',
    f.from && `提出日期从 ${f.from}`,
    f.to && `提出日期到 ${f.to}`,
  ].filter(Boolean)
  return said.length > 0 ? said.join('；') : '全部建议'
}
