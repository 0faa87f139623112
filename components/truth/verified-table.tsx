import { statusLabels } from '#lib/customers/model'
import { type Fact, factLabels, type Verified } from '#lib/truth/model'
import type { listByStanding } from '#lib/truth/queries'
import { DataTable } from '../ui/data-table.tsx'

type Props = { rows: ReturnType<typeof listByStanding>['rows']; standing: Verified; mayVerify: boolean }

/** Archives by how their verification stands; each row leads to where it is verified. */
export function VerifiedTable({ rows, standing, mayVerify }: Props) {
  return (
    <DataTable
      caption="核验情况"
      columns={[
        { key: 'name', label: '客户名称', name: true },
        { key: 'owner', label: '负责人', tag: true },
        { key: 'status', label: '档案状态', extra: true },
        ...(standing === 'never'
          ? []
          : [
              { key: 'on', label: '最近核验', tag: true },
              { key: 'facts', label: '核验过的项目', wrap: true, extra: true },
            ]),
        ...(mayVerify ? [{ key: 'deed', label: '操作' }] : []),
      ]}
      rows={rows.map((row) => ({
        id: row.id,
        cells: {
          name: { text: row.name, href: `/customers/${row.id}`, weak: row.number },
          owner: row.ownerMasked ?? '-',
          status: statusLabels[row.status],
          on: row.verifiedOn,
          facts: factsOf(row.facts),
          deed: { text: '核验', href: `/customers/${row.id}/verify` },
        },
      }))}
      empty={empty[standing]}
    />
  )
}

const factsOf = (codes: string | null) =>
  (codes ?? '')
    .split(',')
    .flatMap((code) => factLabels[code as Fact] ?? [])
    .join('、')

const empty: Record<Verified, { title: string; text: string }> = {
  never: { title: '每份档案都核验过', text: '新建的档案会先列在这里。' },
  faded: { title: '没有过期的核验', text: '核验满六个月后会列在这里，提醒重新核对。' },
  holding: { title: '还没有核验过的档案', text: '打开一份档案，从「核验」开始。' },
}
