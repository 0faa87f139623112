import type { Metadata } from 'next'
import { Done } from '#components/done'
import { Certificate } from '#components/persons/certificate'
import { PageHeader } from '#components/ui/page-header'
import { oldCopies } from '#lib/backups/erasures'
import { findErasure } from '#lib/persons/queries'
import { readSettings } from '#lib/settings/queries'
import { allow, idIn, orNotFound } from '../../../../../_web/allow.ts'
import type { SearchParams } from '../../../../../_web/query.ts'

export const metadata: Metadata = { title: '个人信息删除证明' }

export default async function ErasurePage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: SearchParams }) {
  const me = await allow('person.erase')
  const id = await idIn(params)
  const erasure = orNotFound(me, () => findErasure(me, id))
  return (
    <>
      <PageHeader
        title="个人信息删除证明"
        sub={`${readSettings().companyName}　第 ${id} 号`}
        trail={[{ href: '/settings/persons', label: '个人信息' }]}
      />
      <Certificate erasure={erasure} copies={oldCopies(erasure.at)} />
      <p className="screen">用浏览器的打印（Ctrl P）打印后交给申请人。</p>
      <Done word={(await searchParams).done} />
    </>
  )
}
