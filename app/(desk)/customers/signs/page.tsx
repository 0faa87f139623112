import { Done } from '#components/done'
import { SignCard } from '#components/truth/sign-card'
import { EmptyState } from '#components/ui/empty-state'
import { Filters } from '#components/ui/filters'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { Tabs } from '#components/ui/tabs'
import { can, idOf } from '#lib/kernel/grant'
import { type SignKind, signLabels } from '#lib/signs/model'
import { listSigns } from '#lib/signs/queries'
import { allow } from '../../../_web/allow.ts'
import { oneOf, pageIn, type SearchParams, sizeIn } from '../../../_web/query.ts'
import { setAside } from './actions.ts'

export const metadata = { title: '录入核实' }

const PATH = '/customers/signs'
const kinds = Object.keys(signLabels) as SignKind[]

export default async function SignsPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('sign.read')
  const { done, ...query } = await searchParams
  const aside = query.show === 'aside'
  const { rows, ...paging } = listSigns(me, {
    kind: oneOf(query.kind, kinds),
    aside,
    page: pageIn(query.page),
    size: query.size === undefined ? 20 : sizeIn(query.size),
  })
  const place = { path: PATH, query }
  const maySetAside = can(me.actor, 'sign.setAside')
  return (
    <>
      <PageHeader
        title="录入核实"
        sub="每晚自动比对，只列出值得问一句的情况，请与当事人核实"
        trail={[{ href: '/customers', label: '客户' }]}
      />
      <Tabs
        label="核实"
        tabs={[
          { href: PATH, label: '待核实', current: !aside },
          { href: `${PATH}?show=aside`, label: '已搁置', current: aside },
        ]}
      />
      <Filters
        place={place}
        filters={[{ kind: 'select', name: 'kind', label: '情况', options: kinds.map((value) => ({ value, label: signLabels[value] })) }]}
      />
      <div id="list">
        {rows.length === 0 && (
          <EmptyState
            title={aside ? '没有搁置的事项' : '没有需要核实的情况'}
            text={aside ? '核实后写明结果，事项会移到这里。' : '每天凌晨比对一次建档、号码和跟进内容。'}
          />
        )}
        {rows.map((sign) => (
          <SignCard key={sign.id} sign={sign} setAside={maySetAside && !aside && sign.userId !== idOf(me.actor) ? setAside : undefined} />
        ))}
        <Pager place={place} {...paging} unit="项" />
      </div>
      <Done word={done} />
    </>
  )
}
