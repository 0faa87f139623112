import { dayOf, timeOf } from '../kernel/time.ts'
import type { Contents } from '../reports/model.ts'
import { needsSections } from './contents-needs.ts'
import { overviewSections, type Top } from './contents-overview.ts'
import { retentionSections } from './contents-retention.ts'
import { rfmSections } from './contents-rfm.ts'
import type { listRisks } from './list.ts'
import type { Period } from './model.ts'
import type { Needs } from './needs.ts'
import type { Overview } from './overview.ts'
import type { Names } from './queries.ts'
import type { Retention } from './retention.ts'
import type { Rfm } from './rfm.ts'
import { count, type FigureSection, heads, money, plain, reasonWords } from './words.ts'

export type All = {
  company: string
  scope: string
  day: string
  at: number
  period: Period
  overview: Overview
  rfm: Rfm
  retention: Retention
  needs: Needs
  names: Names
  top: Top
  risks: ReturnType<typeof listRisks>
}

/** All pages of the analysis as one document: what they show, it shows. */
export const contentsOf = (all: All): Contents => ({
  title: '客户分析报告',
  facts: [
    ['公司', all.company],
    ['范围', all.scope],
    ['统计日期', `${all.day}，统计于 ${dayOf(all.at)} ${timeOf(all.at)}`],
  ],
  sections: [
    ...overviewSections({ figures: all.overview, retention: all.retention, names: all.names, top: all.top }),
    ...rfmSections(all.rfm),
    ...retentionSections(all.retention),
    riskSection(all.risks),
    ...needsSections(all.needs, all.period),
  ],
})

/** The customers at risk with the most at stake, for paper. */
export const riskSection = ({ rows, total, fen }: ReturnType<typeof listRisks>): FigureSection => ({
  id: 'risks',
  title: '流失风险客户',
  note: `共 ${count(total)} 位，涉及金额 ${money(fen)} 元；列出金额最高的 ${rows.length} 位`,
  table: {
    heads: [...heads('客户', '风险分', '涉及金额（元）'), { label: '负责人' }, { label: '最近跟进' }, { label: '原因' }],
    rows: rows.map((row) => ({
      id: String(row.id),
      href: `/customers/${row.id}`,
      cells: [
        row.name,
        String(row.points),
        money(row.amountFen),
        row.owner ?? '-',
        row.lastContactAt === null ? '-' : dayOf(row.lastContactAt),
        reasonWords(row.reasons),
      ].map(plain),
    })),
  },
  empty: '目前没有流失风险客户。',
})
