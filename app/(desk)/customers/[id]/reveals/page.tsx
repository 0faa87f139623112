import { DataTable } from '#components/ui/data-table'
import { PageHeader } from '#components/ui/page-header'
import { dayOf, instantOf, timeOf, today } from '#lib/kernel/time'
import { fieldWords } from '#lib/reveals/model'
import { listReveals } from '#lib/reveals/queries'
import { allow, idIn, orNotFound } from '../../../../_web/allow.ts'

export const metadata = { title: '查看记录' }

const MOST = 500

export default async function CustomerRevealsPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await allow('reveal.read')
  const id = await idIn(params)
  const since = instantOf(`${today().slice(0, 7)}-01`)
  const { customer, rows } = orNotFound(me, () => listReveals(me, id, since, MOST))
  return (
    <>
      <PageHeader
        title="查看记录"
        sub={rows.length < MOST ? `本月被查看 ${rows.length} 次` : `本月最近的 ${MOST} 次`}
        trail={[
          { href: '/customers', label: '客户' },
          { href: `/customers/${id}`, label: customer.name },
        ]}
      />
      <DataTable
        caption="谁查看过完整信息"
        columns={[
          { key: 'at', label: '时间', name: true },
          { key: 'by', label: '查看人', tag: true },
          { key: 'field', label: '查看内容', tag: true },
          { key: 'reason', label: '原因', tag: true, wrap: true },
        ]}
        rows={rows.map(({ id, at, by, field, contact, reason }) => ({
          id,
          cells: {
            at: { text: `${dayOf(at)} ${timeOf(at)}`, time: new Date(at).toISOString() },
            by: by ?? '-',
            field: contact ? `${fieldWords[field]}（${contact}）` : fieldWords[field],
            reason,
          },
        }))}
        empty={{
          title: '本月没有人查看过',
          text: '每次查看都会记下是谁、何时、为什么。',
          deed: { href: `/customers/${id}`, label: '返回客户' },
        }}
      />
    </>
  )
}
