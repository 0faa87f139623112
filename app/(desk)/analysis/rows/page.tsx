import { notFound } from 'next/navigation'
import { BehindTable } from '#components/analysis/behind-table'
import { HeardTable } from '#components/analysis/heard-table'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { codeWords } from '#lib/analysis/codes'
import { spansAt } from '#lib/analysis/model'
import { readNames, scopeName, scopeOf } from '#lib/analysis/queries'
import { listHeard } from '#lib/analysis/queries-heard'
import { findList, listBehind } from '#lib/analysis/queries-rows'
import { saidWithin } from '#lib/analysis/queries-said'
import { voices } from '#lib/analysis/voices'
import { can, grant } from '#lib/kernel/grant'
import { allow, orNotFound } from '../../../_web/allow.ts'
import { pageIn, type SearchParams, sizeIn, textIn } from '../../../_web/query.ts'
import { periodIn } from '../needs/asked.ts'

export const metadata = { title: '分析明细' }

const labels = Object.fromEntries(Object.entries(voices).map(([key, { label }]) => [key, label])) as Record<keyof typeof voices, string>

export default async function AnalysisRowsPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('analysis.read')
  const query = await searchParams
  const code = textIn(query.code, 300) ?? ''
  const what = codeWords(code, readNames())
  if (!what || !can(me.actor, 'customer.read')) notFound()
  const within = query.period === undefined ? undefined : saidWithin(me, code, periodIn(query.period))
  const list = orNotFound(me, () => findList(me, code, pageIn(query.page), sizeIn(query.size), within))
  const reading = grant(me.actor, 'customer.read')
  const heard = what.heard ? listHeard(reading, list.refs) : []
  const rows = what.heard ? [] : listBehind(reading, list.refs, spansAt(list.day))
  const shown = Math.max(heard.length, rows.length)
  const [unit, words] = what.heard ? ['条', '条记录'] : ['位', '位客户']
  const count = (n: number) => n.toLocaleString('en-US')
  const place = { path: '/analysis/rows', query }
  const home = what.heard ? { href: '/analysis/needs', label: '需求分析' } : { href: '/analysis', label: '客户分析' }
  return (
    <>
      <PageHeader
        title={what.words}
        sub={`${scopeName(scopeOf(me) ?? -1)}，截至 ${list.day}，${count(list.total)} ${words}`}
        trail={[home]}
      />
      {list.total > list.listed && <Notice>{`共 ${count(list.total)} ${words}，列出前 ${count(list.listed)} ${unit}。`}</Notice>}
      {shown < list.refs.length && (
        <Notice>{`这一页有 ${list.refs.length - shown} ${unit}不在你可见的范围，或已经删除，没有列出。`}</Notice>
      )}
      <div id="list">
        {what.heard ? <HeardTable rows={heard} labels={labels} /> : <BehindTable rows={rows} />}
        <Pager place={place} page={list.page} size={sizeIn(query.size)} total={list.listed} unit={unit} />
      </div>
    </>
  )
}
