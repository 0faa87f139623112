import { pairLabels } from '#lib/duplicates/model'
import type { listPairs } from '#lib/duplicates/queries'
import { ActionButton } from '../ui/action-button.tsx'
import { LinkButton } from '../ui/button.tsx'
import { type Column, DataTable, type RichCell } from '../ui/data-table.tsx'
import type { FormAction } from '../ui/form.tsx'

type Pair = ReturnType<typeof listPairs>['rows'][number]
type Props = { rows: Pair[]; may: { merge: boolean; dismiss: boolean }; dismiss: FormAction; filtered: boolean }

/** Pairs that may be one customer, with why, and what to do about each. */
export function PairTable({ rows, filtered, ...deeds }: Props) {
  return (
    <DataTable
      caption="疑似重复的客户"
      columns={columns}
      rows={rows.map((pair) => ({
        id: pair.id,
        cells: {
          low: sideCell(pair.low),
          high: sideCell(pair.high),
          reason: pairLabels[pair.reason],
          score: pair.score,
          deeds: <Deeds pair={pair} {...deeds} />,
        },
      }))}
      empty={filtered ? noneOfThese : noneAtAll}
    />
  )
}

const columns: Column[] = [
  { key: 'low', label: '客户', name: true, wrap: true },
  { key: 'high', label: '可能是同一家', name: true, wrap: true },
  { key: 'reason', label: '理由', tag: true },
  { key: 'score', label: '相似度', num: true, extra: true },
  { key: 'deeds', label: '操作' },
]

const sideCell = ({ id, name, number, phoneMasked, ownerMasked }: Pair['low']): RichCell => ({
  text: name,
  href: `/customers/${id}`,
  weak: [number, phoneMasked, ownerMasked ?? '无负责人'].filter(Boolean).join(' · '),
})

function Deeds({ pair: { id, low, high }, may, dismiss }: { pair: Pair } & Pick<Props, 'may' | 'dismiss'>) {
  return (
    <>
      {may.merge && <LinkButton href={`/customers/duplicates/${id}/merge`}>比较并合并</LinkButton>}
      {may.dismiss && (
        <ActionButton
          action={dismiss}
          values={{ id }}
          variant="quiet"
          label={`不是同一家 ${low.name} ${high.name}`}
          confirm={`「${low.name}」和「${high.name}」不是同一家？以后不再提示这一组。`}
          yes="不是同一家"
        >
          不是同一家
        </ActionButton>
      )}
    </>
  )
}

const noneOfThese = {
  title: '没有这种理由的疑似重复',
  text: '换一个理由，或查看全部。',
  deed: { href: '/customers/duplicates', label: '查看全部' },
}
const noneAtAll = {
  title: '没有发现疑似重复的客户',
  text: '每天凌晨按号码和名称查找一次，发现后列在这里。',
  deed: { href: '/customers', label: '返回客户列表' },
}
