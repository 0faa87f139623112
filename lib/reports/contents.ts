import { dayOf, timeOf } from '../kernel/time.ts'
import { rateWords } from '../tickets/figure-columns.ts'
import { type FigureSection, type FigureTable, overviewSection, sectionsOf } from '../tickets/figure-words.ts'
import type { Line } from '../tickets/figures.ts'
import { spanWords } from '../tickets/words.ts'
import { type Brief, type Briefs, type Contents, reportTitle, type Snapshot } from './model.ts'

/** A frozen report part by part, for page, paper and sheet alike: what one shows, the others show. */
export const contentsOf = (snapshot: Snapshot): Contents => ({
  title: reportTitle(snapshot.month),
  facts: [
    ['公司', snapshot.company],
    ['版次', `第 ${snapshot.edition} 版`],
    ['数据截至', `${dayOf(snapshot.at)} ${timeOf(snapshot.at)}`],
    ['范围', '全公司的投诉工单，已作废的不计'],
  ],
  sections: [
    overviewSection(snapshot.figures, true),
    ...sectionsOf(snapshot.figures),
    {
      id: 'worst',
      title: '最需关注的五张',
      note: '评分 3 分及以下、响应超过 24 小时或重复的投诉',
      table: briefTable({ total: snapshot.worst.length, rows: snapshot.worst }),
      empty: '本月没有低分、超时或重复的投诉。',
    },
    briefs('repeated', '重复投诉', '90 天内同一客户的同类投诉', snapshot.repeated, '本月没有重复投诉。'),
    briefs('open', '未关闭的投诉', '到月末还没有关闭', snapshot.open, '没有未关闭的投诉。'),
    actions(snapshot),
  ],
})

const briefs = (id: string, title: string, note: string, list: Briefs, empty: string): FigureSection => ({
  id,
  title,
  note: list.total > list.rows.length ? `${note}，共 ${list.total.toLocaleString('en-US')} 张，列出前 ${list.rows.length} 张` : note,
  table: briefTable(list),
  empty,
})

const briefHeads = ['工单编号', '投诉类型', '紧急程度', '处理人', '受理日期', '工单状态', '处理时长', '评分', '原因归类']

const briefTable = ({ rows }: Briefs): FigureTable => ({
  heads: briefHeads.map((label, at) => ({ label, num: at === 6 || at === 7 })),
  rows: rows.map((row) => ({ id: row.number, href: `/tickets/${row.id}`, cells: briefCells(row).map((text) => ({ text })) })),
})

const briefCells = ({ number, type, urgency, handler, createdAt, status, minutes, score, cause }: Brief) => [
  number,
  type,
  urgency,
  handler,
  dayOf(createdAt),
  status,
  minutes === null ? '-' : spanWords(minutes),
  score === null ? '-' : String(score),
  cause || '-',
]

function actions({ figures }: Snapshot): FigureSection {
  const rows = actionsOf(figures.whole, figures.lines.cause)
  return {
    id: 'actions',
    title: '改进行动',
    note: '责任人和完成日期由会议确定',
    table: {
      heads: [{ label: '行动' }, { label: '代码' }, { label: '责任人' }, { label: '完成日期' }],
      rows: rows.map(({ text, code }) => ({ id: code, cells: [{ text }, { text: code, code }, { text: '' }, { text: '' }] })),
    },
    empty: '本月没有需要安排的行动。',
  }
}

function actionsOf(whole: Line, causes: Line[]) {
  const { late, repeated, open } = whole.counts
  const first = causes.filter(({ code, counts }) => code !== 'F0' && counts.closed > 0).sort((a, b) => b.counts.closed - a.counts.closed)[0]
  return [
    late > 0 && { code: 'A-3', text: `24 小时内响应率 ${rateWords(whole)}，${late} 张超过 24 小时：逐张核对原因，确认值守和接收安排` },
    repeated > 0 && { code: 'A-7', text: `重复投诉 ${repeated} 张：回访客户，查明上次为什么没有解决` },
    open > 0 && { code: 'A-8', text: `未关闭 ${open} 张：为每张确定处理人和完成日期` },
    first && { code: `${first.code}-4`, text: `原因以「${first.label}」最多，${first.counts.closed} 张：由责任部门提出改进措施，下月核对` },
    whole.score !== null &&
      whole.score < 4 && { code: 'A-6', text: `平均评分 ${whole.score.toFixed(1)} 分：回访评分低的客户，了解不满意的地方` },
  ].filter((row) => row !== undefined && row !== false)
}
