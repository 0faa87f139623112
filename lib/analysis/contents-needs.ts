import { barChart } from '../charts/model.ts'
import { type Period, periods } from './model.ts'
import type { Needs, Term, TermKind } from './needs.ts'
import { voiceKeys, voices } from './voices.ts'
import { changeText, count, type FigureSection, heads, linked, plain, rowsAt } from './words.ts'

const kinds: [kind: TermKind, title: string, head: string, note: string][] = [
  ['demand', '需求', '需求类型', ''],
  ['tag', '反馈类型', '反馈类型', '按跟进中客户反馈的用词归类，一条反馈可以属于几类'],
  ['pain', '业务痛点', '业务痛点', '来自客户画像'],
  ['concern', '关注重点', '关注重点', '来自客户画像'],
  ['ticket', '工单类型', '工单类型', '已作废的不计'],
  ['word', '高频词', '词', '反馈、采购需求、工单描述和调研答复中的词，至少两位客户说到；同一客户只算一位'],
]
const MOST_BARS = 15
const BARRED: ReadonlySet<TermKind> = new Set(['tag', 'pain', 'concern', 'ticket', 'word'])

/** What customers say they need within a period, against as many days before (S2-12). */
export const needsSections = (figures: Needs, period: Period): FigureSection[] => [
  heardSection(figures, period),
  ...kinds.flatMap(([kind, title, head, note]) => {
    const terms = figures.terms.filter((term) => term.kind === kind)
    return kind === 'demand' && terms.length === 0 ? [] : [termSection({ kind, title, head, note }, terms, period)]
  }),
]

function heardSection({ said }: Needs, period: Period): FigureSection {
  const at = periods.indexOf(period)
  const lines = voiceKeys.flatMap((voice) => said.find((one) => one.voice === voice) ?? [])
  return {
    id: 'heard',
    title: '来源',
    note: `近 ${period} 天，与之前的 ${period} 天相比`,
    table: {
      heads: heads('来源', '条数', '客户（位）', '上期条数', '变化'),
      rows: lines.map(({ voice, times, before, customers }) => ({
        id: voice,
        cells: [
          plain(voices[voice].label),
          plain(count(times[at]!)),
          plain(count(customers[at]!)),
          plain(count(before[at]!)),
          plain(changeText(times[at]!, before[at]!)),
        ],
      })),
    },
    empty: '还没有跟进反馈、工单、画像和调研答复。',
  }
}

type Kind = { kind: TermKind; title: string; head: string; note: string }

function termSection({ kind, title, head, note }: Kind, terms: Term[], period: Period): FigureSection {
  const at = periods.indexOf(period)
  // What a profile says holds until it is changed: it counts whenever it was written.
  const isLasting = kind === 'pain' || kind === 'concern'
  const size = (term: Term) => (isLasting ? term.ever : term.customers[at]!)
  const lines = terms
    .filter((term) => size(term) >= (kind === 'word' ? 2 : 1))
    .sort((a, b) => size(b) - size(a) || b.times[at]! - a.times[at]! || (a.key < b.key ? -1 : 1))
  return {
    id: kind,
    title,
    ...(note && { note }),
    ...(BARRED.has(kind) &&
      lines.length > 0 && {
        drawings: [
          barChart(
            `${title}：客户（位）`,
            lines.slice(0, MOST_BARS).map((term) => ({ label: term.key, value: size(term), text: count(size(term)) })),
          ),
        ],
      }),
    table: {
      heads: isLasting ? heads(head, '客户（位）', `近 ${period} 天更新（位）`) : wordHeads(kind, head),
      rows: lines.map((term) => ({ id: term.key, cells: isLasting ? lastingCells(term, at) : cellsOf(term, at, period) })),
    },
    empty: `近 ${period} 天没有${title === '高频词' ? '两位以上客户说到的词' : title}的记录。`,
  }
}

const wordHeads = (kind: TermKind, head: string) => [
  ...heads(head, '客户（位）', '次数', '上期客户（位）', '变化'),
  ...(kind === 'word' ? [{ label: '来源', wrap: true }] : []),
]

const lastingCells = (term: Term, at: number) => [
  plain(term.key),
  linked(count(term.ever), rowsAt(`term.${term.kind}:${term.key}`), term.ever),
  plain(count(term.customers[at]!)),
]

function cellsOf(term: Term, at: number, period: Period) {
  const way = rowsAt(`term.${term.kind}:${term.key}`, { period })
  const from = voiceKeys.flatMap((voice) => {
    const times = term.voices[voice]?.[at] ?? 0
    return times > 0 ? [`${voices[voice].label} ${count(times)}`] : []
  })
  return [
    plain(term.key),
    linked(count(term.customers[at]!), way, term.customers[at]!),
    linked(count(term.times[at]!), way, term.times[at]!),
    plain(count(term.before[at]!)),
    plain(changeText(term.customers[at]!, term.before[at]!)),
    ...(term.kind === 'word' ? [plain(from.join('，'))] : []),
  ]
}
