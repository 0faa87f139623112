import { type SQL, sql } from 'drizzle-orm'
import { customers } from '#db/schema/customers'
import { levelLabels, potentialLabels } from '../customers/model.ts'
import { SECTIONS } from '../industries/industries.ts'
import { DAY } from '../kernel/time.ts'
import { categoryLabels } from '../profiles/model.ts'
import {
  amountIn,
  category,
  complaintsIn,
  divisionIn,
  type Fact,
  firstPurchase,
  lastPurchase,
  lowestScoreIn,
  openTickets,
  purchasesIn,
  repeatsIn,
  section,
} from './facts.ts'
import type { Span, Window } from './windows.ts'

export type Unit = 'money' | 'count' | 'percent' | 'days' | 'choice'
export type Choice = { value: string; label: string }
/** What a figure is made of: the day it speaks for, its window with the span and the span before, and any fact, whose value `fact` stands for. */
export type Asked = { day: string; size: number; span: Span; before: Span; fact: (fact: Fact) => SQL }
/** A value, null where there is none, or a share in percent, compared exactly; without a whole there is none. */
export type Figure = { value: SQL } | { part: SQL; whole: SQL }
/** What a rule may ask (S0-50 to S0-53). `least` and `most` are what a value can be at all; amounts are 分. */
export type Field = {
  key: string
  label: string
  unit: Unit
  explain: string
  least?: number
  most?: number
  window?: Window
  /** What there is to choose from; undefined where the company's own list says so. */
  choices?: readonly Choice[]
  /** What a figure of it rests on: whose rows answer 凭什么. */
  rows?: 'purchases' | 'complaints' | 'scores' | 'tickets' | 'followUps'
  figure: (asked: Asked) => Figure
}

const MOST_FEN = 1_000_000_000_000
const months = (size: number): Window => ({ unit: 'month', default: size })
const days = (size: number): Window => ({ unit: 'day', default: size })
const choicesOf = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))
const orNone = (value: SQL) => sql`coalesce(${value}, 0)`

const EAST = 8 * 3_600_000
const JULIAN = 2_440_587.5
const numberOf = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY
const sinceDay = (day: string, earlier: SQL) => sql`cast(${numberOf(day) + JULIAN} - julianday(${earlier}) as integer)`
// The company's day of the last contact, counted from 1970; numbers are bound as fractions, so what is whole is said to be.
const lastContact = sql`cast((${customers.lastContactAt} + ${EAST}) / ${DAY} as integer)`

/** Every field a rule may name, each with what fills it; a module that brings facts adds its fields here. */
export const fields: readonly Field[] = [
  {
    key: 'amount',
    label: '合作金额',
    unit: 'money',
    least: 0,
    most: MOST_FEN,
    window: months(12),
    rows: 'purchases',
    explain: '周期内购买记录的金额合计，按购买日期计算。',
    figure: ({ span, fact }) => ({ value: orNone(fact(amountIn(span))) }),
  },
  {
    key: 'purchases',
    label: '合作次数',
    unit: 'count',
    least: 0,
    most: 100_000,
    window: months(12),
    rows: 'purchases',
    explain: '周期内购买记录的条数，按购买日期计算。',
    figure: ({ span, fact }) => ({ value: orNone(fact(purchasesIn(span))) }),
  },
  {
    key: 'growth',
    label: '合作金额增长',
    unit: 'percent',
    least: -100,
    most: 100_000,
    window: months(12),
    rows: 'purchases',
    explain: '周期内合作金额与前一个同样长的周期相比；前一个周期没有金额时不计算。',
    figure: ({ span, before, fact }) => {
      const earlier = orNone(fact(amountIn(before)))
      return { part: sql`(${orNone(fact(amountIn(span)))} - ${earlier})`, whole: earlier }
    },
  },
  {
    key: 'industryShare',
    label: '行业贡献度',
    unit: 'percent',
    least: 0,
    most: 100,
    window: months(12),
    rows: 'purchases',
    explain: '周期内合作金额占所属行业大类全部客户合作金额的比例；行业未填到大类时不计算。',
    figure: ({ span, size, fact }) => ({ part: orNone(fact(amountIn(span))), whole: orNone(fact(divisionIn(span, size))) }),
  },
  {
    key: 'silence',
    label: '未联系天数',
    unit: 'days',
    least: 0,
    most: 36_500,
    rows: 'followUps',
    explain: '距最近一次跟进的天数；从未跟进的，从建档日期算起。',
    figure: ({ day }) => ({
      value: sql`max(0, coalesce(cast(${numberOf(day)} as integer) - ${lastContact}, ${sinceDay(day, sql`${customers.createdOn}`)}))`,
    }),
  },
  {
    key: 'sincePurchase',
    label: '距上次购买天数',
    unit: 'days',
    least: 0,
    most: 36_500,
    rows: 'purchases',
    explain: '距最近一次购买的天数；从未购买的不计算。',
    figure: ({ day, fact }) => ({ value: sinceDay(day, fact(lastPurchase(day))) }),
  },
  {
    key: 'firstPurchase',
    label: '距首次购买天数',
    unit: 'days',
    least: 0,
    most: 36_500,
    rows: 'purchases',
    explain: '距第一次购买的天数；从未购买的不计算。',
    figure: ({ day, fact }) => ({ value: sinceDay(day, fact(firstPurchase(day))) }),
  },
  {
    key: 'complaints',
    label: '投诉次数',
    unit: 'count',
    least: 0,
    most: 100_000,
    window: days(90),
    rows: 'complaints',
    explain: '周期内登记的投诉工单数，作废的不计。',
    figure: ({ span, fact }) => ({ value: orNone(fact(complaintsIn(span))) }),
  },
  {
    key: 'repeats',
    label: '重复投诉次数',
    unit: 'count',
    least: 0,
    most: 100_000,
    window: days(90),
    rows: 'complaints',
    explain: '周期内被识别为重复投诉的工单数。',
    figure: ({ span, fact }) => ({ value: orNone(fact(repeatsIn(span))) }),
  },
  {
    key: 'lowestScore',
    label: '最低满意度评分',
    unit: 'count',
    least: 1,
    most: 5,
    window: days(90),
    rows: 'scores',
    explain: '周期内工单评分的最低分，每张工单以最后一次评分为准；没有评分的不计算。',
    figure: ({ span, fact }) => ({ value: fact(lowestScoreIn(span)) }),
  },
  {
    key: 'openTickets',
    label: '未关闭工单',
    unit: 'count',
    least: 0,
    most: 100_000,
    rows: 'tickets',
    explain: '目前没有关闭的工单数，作废的不计。',
    figure: ({ fact }) => ({ value: orNone(fact(openTickets)) }),
  },
  {
    key: 'age',
    label: '建档天数',
    unit: 'days',
    least: 0,
    most: 36_500,
    explain: '距建档日期的天数。',
    figure: ({ day }) => ({ value: sql`max(0, ${sinceDay(day, sql`${customers.createdOn}`)})` }),
  },
  {
    key: 'potential',
    label: '合作潜力',
    unit: 'choice',
    choices: choicesOf(potentialLabels),
    explain: '销售判断的合作潜力；未填写的视为空。',
    figure: () => ({ value: sql`coalesce(${customers.potential}, '')` }),
  },
  {
    key: 'level',
    label: '客户等级',
    unit: 'choice',
    choices: choicesOf(levelLabels),
    explain: '人工设定的客户等级。',
    figure: () => ({ value: sql`${customers.level}` }),
  },
  {
    key: 'category',
    label: '服务类别',
    unit: 'choice',
    choices: choicesOf(categoryLabels),
    explain: '画像中的服务类别；未填写的视为空。',
    figure: ({ fact }) => ({ value: sql`coalesce(${fact(category)}, '')` }),
  },
  {
    key: 'industry',
    label: '所属行业门类',
    unit: 'choice',
    choices: SECTIONS.map(({ code, name }) => ({ value: code, label: name })),
    explain: '所属行业的门类（GB/T 4754-2017）。',
    figure: () => ({ value: section }),
  },
  {
    key: 'source',
    label: '客户来源',
    unit: 'choice',
    explain: '登记客户时选择的来源。',
    figure: () => ({ value: sql`${customers.source}` }),
  },
]

const byKey = new Map(fields.map((field) => [field.key, field]))

/** The field of a key; undefined where nothing fills it. */
export const fieldOf = (key: string): Field | undefined => byKey.get(key)
