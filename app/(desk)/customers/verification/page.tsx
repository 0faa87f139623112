import { VerifiedTable } from '#components/truth/verified-table'
import { Filters } from '#components/ui/filters'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { at } from '#components/ui/place'
import { Tabs } from '#components/ui/tabs'
import { can } from '#lib/kernel/grant'
import { standingLabels, standings } from '#lib/truth/model'
import { countByStanding, listByStanding } from '#lib/truth/queries'
import { listReached } from '#lib/users/queries'
import { allow } from '../../../_web/allow.ts'
import { oneOf, pageIn, type SearchParams, sizeIn, wholeIn } from '../../../_web/query.ts'

export const metadata = { title: '核验情况' }

export default async function VerificationPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('customer.read')
  const query = await searchParams
  const standing = oneOf(query.show, standings) ?? 'never'
  const { rows, ...paging } = listByStanding(me, {
    standing,
    owner: wholeIn(query.owner),
    page: pageIn(query.page),
    size: sizeIn(query.size),
  })
  const place = { path: '/customers/verification', query }
  const owners = listReached(me).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      <PageHeader title="核验情况" sub="核验满六个月即过期，需要重新核对" trail={[{ href: '/customers', label: '客户' }]} />
      <Tabs
        label="核验"
        tabs={[...standings].reverse().map((one) => ({
          href: at(place, { show: one, page: null }),
          label: standingLabels[one],
          count: countByStanding(me, one),
          current: one === standing,
        }))}
      />
      {owners.length > 1 && <Filters place={place} filters={[{ kind: 'select', name: 'owner', label: '负责人', options: owners }]} />}
      <div id="list">
        <VerifiedTable rows={rows} standing={standing} mayVerify={can(me.actor, 'customer.verify')} />
        <Pager place={place} {...paging} unit="份" />
      </div>
    </>
  )
}
