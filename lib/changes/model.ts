import type { changeKinds } from '#db/schema/truth'
import { type Customer, levelLabels, statusLabels } from '../customers/model.ts'
import { revenueBand } from '../customers/revenue.ts'
import { industryLabel } from '../industries/model.ts'

export type ChangeKind = (typeof changeKinds)[number]
/** A change in words: which kind of thing, which field, from and to. */
export type Noted = { kind: ChangeKind; field: string; was: string; became: string }

export const kindLabels: Record<ChangeKind, string> = { size: '规模', industry: '行业', demand: '需求', level: '等级', status: '档案状态' }

/** The to-do that a change asks for, and by when. */
export const REVIEW = '复核服务策略'
export const REVIEW_DAYS = 7
const MOST_TEXT = 60

type Archive = Pick<Customer, 'headcount' | 'revenueWan' | 'industry' | 'level' | 'status'>
type Demand = { needs: string; painPoints: string[] }

/** What changed of an archive, field by field; a field that is filled for the first time has not changed. */
export const changesOf = (before: Archive, after: Archive): Noted[] => [
  ...noted('size', '员工数', people(before.headcount), people(after.headcount)),
  ...revenueNoted(before.revenueWan, after.revenueWan),
  ...noted('industry', '所属行业', before.industry && industryLabel(before.industry), after.industry && industryLabel(after.industry)),
  ...noted('level', '客户等级', levelLabels[before.level], levelLabels[after.level]),
  ...noted('status', '档案状态', statusLabels[before.status], statusLabels[after.status]),
]

/** What changed of a customer's needs. */
export const demandChanges = (before: Demand, after: Demand): Noted[] => [
  ...noted('demand', '采购需求', before.needs, after.needs),
  ...noted('demand', '业务痛点', before.painPoints.join('、'), after.painPoints.join('、')),
]

/** 规模变化：50 人 → 120 人; 采购需求 where the kind alone does not say which; 年营收有变化 within one band. */
export const changeWords = ({ kind, field, was, became }: Noted) => (was === became ? `${field}有变化` : told(kind, field, was, became))

const told = (kind: ChangeKind, field: string, was: string, became: string) =>
  `${kindLabels[kind]}变化：${kind === 'demand' ? `${field} ` : ''}${was} → ${became || '（已清空）'}`

/** 复核服务策略：规模变化 50 人 → 120 人, as short as a to-do is. */
export const reviewTitle = ({ kind, field, was, became }: Noted) =>
  was === became ? `${REVIEW}：${field}有变化` : reviewOf(kind, was, became)

const reviewOf = (kind: ChangeKind, was: string, became: string) =>
  kind === 'demand' ? `${REVIEW}：需求变化` : `${REVIEW}：${kindLabels[kind]}变化 ${short(was)} → ${short(became || '未填写')}`

const short = (text: string) => (text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text)
const people = (n: number | null) => (n === null ? '' : `${n.toLocaleString('en-US')} 人`)

const noted = (kind: ChangeKind, field: string, was: string, became: string): Noted[] =>
  was === '' || was === became ? [] : [{ kind, field, was, became }]

// By its bands, as everywhere; a change within one band is still a change.
const revenueNoted = (was: number | null, became: number | null): Noted[] =>
  was === null || was === became ? [] : [{ kind: 'size', field: '年营收', was: revenueBand(was) ?? '', became: revenueBand(became) ?? '' }]
