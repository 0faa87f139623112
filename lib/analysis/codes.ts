import { type Level, levelLabels } from '../customers/model.ts'
import { industryLabel } from '../industries/model.ts'
import { quarterWords } from './contents-retention.ts'
import { termKinds } from './needs.ts'
import { sizes } from './overview.ts'
import { frequencies, recencies, segments } from './rfm.ts'

const LONGEST = 300
type Names = { tiers: Map<string, string>; owners: Map<string, string>; rest?: { name: string } | undefined }

/** What a code lists, in words; undefined for a code that no figure has. `heard`: what customers said, not customers. */
export function codeWords(code: string, names: Names): { words: string; heard: boolean } | undefined {
  if (code.length > LONGEST) return undefined
  const words = wordsFor(code, names)
  return words === undefined ? undefined : { words, heard: code.startsWith('term.') }
}

function wordsFor(code: string, names: Names): string | undefined {
  const [kind = '', ...rest] = code.split('.')
  const after = rest.join('.')
  switch (kind) {
    case 'buy':
      return after === '' ? '近 12 个月成交客户' : groupWords(rest[0] ?? '', rest.slice(1).join('.'), names)
    case 'all':
      return allWords(rest)
    case 'month':
      return /^\d{4}-\d\d$/.test(after) ? `${after} 采购的客户` : undefined
    case 'rfm':
      return gridWords(after)
    case 'seg':
      return segments.find(({ key }) => key === after)?.label
    case 'cohort':
      return cohortWords(rest)
    case 'again':
      return after === '' ? '近 12 个月买过 2 次及以上的客户' : undefined
    case 'product':
      return after === '' ? undefined : `近 12 个月买过「${after}」的客户`
    case 'productAgain':
      return after === '' ? undefined : `近 12 个月买过 2 次及以上「${after}」的客户`
    case 'term':
      return termWords(after)
    default:
      return undefined
  }
}

function allWords([dimension, key = '']: string[]): string | undefined {
  if (key === '') return undefined
  if (dimension === 'region') return `地区：${key}`
  return dimension === 'size' && Object.hasOwn(sizes, key) ? `企业规模：${sizes[key as keyof typeof sizes]}` : undefined
}

function groupWords(dimension: string, key: string, names: Names): string | undefined {
  const labels: Record<string, () => string | undefined> = {
    tier: () => (key === 'rest' ? (names.rest?.name ?? '没有标签') : key === 'none' ? '已归档' : names.tiers.get(key)),
    level: () => levelLabels[key as Level],
    industry: () => (key === '' ? '行业未填' : industryLabel(key)),
    source: () => key || '来源未填',
    size: () => sizes[key as keyof typeof sizes],
    region: () => key,
    owner: () => (key === '0' ? '无负责人' : names.owners.get(key)),
  }
  const label = Object.hasOwn(labels, dimension) ? labels[dimension]?.() : undefined
  return label && `${label}：近 12 个月成交客户`
}

function gridWords(cell: string): string | undefined {
  const recency = recencies.find(({ key }) => cell.startsWith(key))
  const frequency = frequencies.find(({ key }) => cell === `${recency?.key}${key}`)
  return recency && frequency && `最近一次购买 ${recency.label}，近 12 个月 ${frequency.label}`
}

function cohortWords([quarter = '', since]: string[]): string | undefined {
  if (!/^\d{4}Q[1-4]$/.test(quarter)) return undefined
  const first = `${quarterWords(quarter)}首次购买`
  return since === undefined ? `${first}的客户` : `${first}，第 ${Number(since) || 0} 季又来购买的客户`
}

function termWords(mark: string): string | undefined {
  const gap = mark.indexOf(':')
  const kind = termKinds.find((one) => one === mark.slice(0, gap))
  const key = mark.slice(gap + 1)
  if (!kind || key === '') return undefined
  return {
    word: `说到「${key}」`,
    tag: `反馈：${key}`,
    pain: `业务痛点：${key}`,
    concern: `关注重点：${key}`,
    ticket: `工单：${key}`,
    demand: `需求：${key}`,
  }[kind]
}
