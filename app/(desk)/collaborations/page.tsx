import { Done } from '#components/done'
import { RequestTable } from '#components/sharing/request-table'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { Tabs } from '#components/ui/tabs'
import { countWaiting, listRequests } from '#lib/sharing/list'
import { requestLists } from '#lib/sharing/model'
import { allow } from '../../_web/allow.ts'
import { oneOf, pageIn, type SearchParams, sizeIn } from '../../_web/query.ts'
import { accept } from './actions.ts'

export const metadata = { title: '协作申请' }

const PATH = '/collaborations'
const labels = { waiting: '待我答复', answered: '我答复过的', mine: '我提出的' }

export default async function CollaborationsPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('collaboration.read')
  const { done, ...query } = await searchParams
  const show = oneOf(query.show, requestLists) ?? 'waiting'
  const { rows, ...paging } = listRequests(me, { show, page: pageIn(query.page), size: sizeIn(query.size) })
  const waiting = countWaiting(me)
  return (
    <>
      <PageHeader title="协作申请" sub={waiting > 0 ? `${waiting} 条待你答复` : '没有待你答复的申请'} />
      <Tabs
        label="协作申请"
        tabs={requestLists.map((one) => ({
          href: one === 'waiting' ? PATH : `${PATH}?show=${one}`,
          label: labels[one],
          count: one === 'waiting' ? waiting : undefined,
          current: one === show,
        }))}
      />
      <RequestTable rows={rows} show={show} accept={accept} />
      <Pager place={{ path: PATH, query }} {...paging} unit="条" />
      <Done word={done} />
    </>
  )
}
