import type { Metadata } from 'next'
import { Done } from '#components/done'
import { ErasureTable } from '#components/persons/erasure-table'
import { PersonTable } from '#components/persons/person-table'
import { BulkBar } from '#components/ui/bulk-bar'
import { Filters } from '#components/ui/filters'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { Section } from '#components/ui/section'
import { can } from '#lib/kernel/grant'
import { listErasures } from '#lib/persons/queries'
import { findPersons } from '#lib/persons/queries-found'
import { allow } from '../../../_web/allow.ts'
import { pageIn, type SearchParams, sizeIn, textIn } from '../../../_web/query.ts'

export const metadata: Metadata = { title: '个人信息' }

export default async function PersonsPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('person.copy')
  const query = await searchParams
  const q = textIn(query.q, 100)
  const [page, size] = [pageIn(query.page), sizeIn(query.size)]
  const found = q ? findPersons(me, q) : []
  const { rows, total } = listErasures(me, { page, size })
  const place = { path: '/settings/persons', query }
  return (
    <>
      <PageHeader
        title="个人信息"
        sub={q ? `找到 ${found.length} 处` : '查阅、复制与删除'}
        trail={can(me.actor, 'settings.read') ? [{ href: '/settings', label: '设置' }] : []}
      />
      <p className="mb-4">联系人要求查阅、复制或删除自己的信息时，在这里查找，应在 15 个工作日内办理。</p>
      <Filters place={place} filters={[{ kind: 'search', name: 'q', label: '查找联系人', placeholder: '完整的号码、邮箱或姓名' }]} />
      <div id="list">
        {q && (
          <Section title="查找结果" sub="勾选属于同一个人的信息">
            <PersonTable rows={found} bulk="chosen" />
            {found.length > 0 && (
              <BulkBar id="chosen" action="/settings/persons/found" unit="处">
                <button type="submit" className="btn first">
                  查看所选
                </button>
              </BulkBar>
            )}
          </Section>
        )}
      </div>
      <Section title="已删除的个人信息" sub="不保存姓名和号码，只留办理记录">
        <ErasureTable rows={rows} />
        <Pager place={place} page={page} size={size} total={total} unit="条" />
      </Section>
      <Done word={query.done} />
    </>
  )
}
