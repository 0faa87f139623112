import { pairLabels } from '#lib/duplicates/model'
import type { listPairs } from '#lib/duplicates/queries'
import { ActionButton } from '../ui/action-button.tsx'
import { LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import type { FormAction } from '../ui/form.tsx'

type Pair = ReturnType<typeof listPairs>['rows'][number]
type Props = { rows: Pair[]; may: { merge: boolean; dismiss: boolean }; dismiss: FormAction; filtered: boolean }

/** Pairs that may be one customer, with why, and what to do about each. */
export function PairTable({ rows, may, dismiss, filtered }: Props) {
  if (rows.length === 0)
    return (
      <EmptyState
        title={filtered ? '没有这种理由的疑似重复' : '没有发现疑似重复的客户'}
        text={filtered ? '换一个理由，或查看全部。' : '每天凌晨按号码和名称查找一次，发现后列在这里。'}
        deed={filtered ? { href: '/customers/duplicates', label: '查看全部' } : { href: '/customers', label: '返回客户列表' }}
      />
    )
  return (
    <div className="scroll">
      <table className="cards">
        <caption className="vh">疑似重复的客户</caption>
        <thead>
          <tr>
            <th scope="col">客户</th>
            <th scope="col">可能是同一家</th>
            <th scope="col">理由</th>
            <th scope="col" className="num extra">
              相似度
            </th>
            <th scope="col">操作</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, low, high, reason, score }) => (
            <tr key={id}>
              <SideCell side={low} />
              <SideCell side={high} />
              <td data-k="理由">{pairLabels[reason]}</td>
              <td className="num extra">{score}</td>
              <td>
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
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function SideCell({ side: { id, name, number, phoneMasked, ownerMasked } }: { side: Pair['low'] }) {
  return (
    <td className="name wrap">
      <a href={`/customers/${id}`}>{name}</a>
      <small>{[number, phoneMasked, ownerMasked ?? '无负责人'].filter(Boolean).join(' · ')}</small>
    </td>
  )
}
