import { dayOf } from '#lib/kernel/time'
import type { whyOf } from '#lib/tiers/why'
import { DataTable } from '../ui/data-table.tsx'
import { Notice } from '../ui/notice.tsx'
import { WhyRows } from './why-rows.tsx'

type Reasons = ReturnType<typeof whyOf>

/** Why a customer has a label or has not: each condition with its figure, and the rows it rests on (I-11). */
export function Why({ why, has }: { why: Reasons; has: boolean }) {
  return (
    <>
      <Standing why={why} has={has} />
      <Conditions why={why} />
      <WhyRows behind={why.rows} />
    </>
  )
}

function Standing({ why, has }: { why: Reasons; has: boolean }) {
  if (why.byHand)
    return (
      <Notice tone="warn" title={why.byHand.has ? `人工给予，至 ${why.byHand.until}` : `人工不给，至 ${why.byHand.until}`}>
        {`原因：${why.byHand.reason}（${why.byHand.by ?? '系统'}，${dayOf(why.byHand.at)}）。到期后按规则判定。`}
      </Notice>
    )
  if (has === why.holds) return null
  return (
    <Notice tone="warn" title={has ? '按今天的数据已不满足规则' : '按今天的数据已满足规则'}>
      下一次计算后更新标签；同一互斥组里只保留优先的一个。
    </Notice>
  )
}

function Conditions({ why }: { why: Reasons }) {
  const { groups, points, tier } = why
  const isMissing = groups.some(({ conditions }) => conditions.some(({ gap }) => gap))
  return (
    <div className="why">
      {points !== undefined && tier.rule.kind === 'points' && (
        <p>
          合计 <b>{points}</b> 分，满 {tier.rule.atLeast} 分给标签{why.gap && `，${why.gap}`}
        </p>
      )}
      {groups.map((group, at) => (
        <DataTable
          // biome-ignore lint/suspicious/noArrayIndexKey: a group is its place
          key={at}
          caption={groups.length > 1 ? `第 ${at + 1} 组条件` : '判定条件'}
          columns={[
            { key: 'text', label: groups.length > 1 ? `条件（第 ${at + 1} 组，满足一组即可）` : '条件', name: true },
            { key: 'figure', label: '客户数据', num: true, tag: true },
            { key: 'holds', label: '是否满足' },
            ...(points !== undefined ? [{ key: 'points', label: '得分', num: true, tag: true }] : []),
            ...(points === undefined && isMissing ? [{ key: 'gap', label: '还差', tag: true }] : []),
          ]}
          rows={group.conditions.map((one, place) => ({
            id: place,
            cells: {
              text: one.text,
              figure: one.figure,
              holds: one.holds ? { text: '满足', badge: 'good' } : { text: '不满足', badge: 'plain' },
              gap: one.gap || '-',
              points: one.holds ? `${one.points}` : '0',
            },
          }))}
          empty={{ title: '没有条件' }}
        />
      ))}
    </div>
  )
}
