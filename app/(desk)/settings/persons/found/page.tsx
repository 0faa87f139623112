import type { Metadata } from 'next'
import { CopyForm } from '#components/persons/copy-form'
import { EraseForm } from '#components/persons/erase-form'
import { PersonTable } from '#components/persons/person-table'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { can } from '#lib/kernel/grant'
import { type Ref, readRef, refWord } from '#lib/persons/model'
import { listFound } from '#lib/persons/queries-found'
import { allow } from '../../../../_web/allow.ts'
import { type Search, type SearchParams, textIn } from '../../../../_web/query.ts'
import { erase } from '../actions.ts'

export const metadata: Metadata = { title: '个人信息' }

export default async function FoundPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('person.copy')
  const { ids, problem, reason } = await searchParams
  const found = listFound(me, refsIn(ids))
  const of = found.map(refWord).join(',')
  return (
    <>
      <PageHeader title="这位联系人的信息" sub={`${found.length} 处`} trail={[{ href: '/settings/persons', label: '个人信息' }]} />
      <Section title="存有信息的位置">
        <PersonTable rows={found} />
      </Section>
      {found.length > 0 && (
        <>
          <Section title="导出一份" sub="压缩包内有表格、数据文件和附在联系人名下的附件，号码和姓名完整">
            <CopyForm of={of} reason={textIn(reason, 100)} problem={textIn(problem)} />
          </Section>
          {can(me.actor, 'person.erase') && (
            <Section title="删除个人信息" sub="删除后不能恢复">
              <EraseForm action={erase} of={of} found={found} />
            </Section>
          )}
        </>
      )}
    </>
  )
}

const MOST = 100

/** customer-12, as often as there are boxes ticked; what is none is left out. */
const refsIn = (ids: Search[string]): Ref[] => [...new Set([ids ?? []].flat())].slice(0, MOST).flatMap((word) => readRef(word) ?? [])
