import { methodLabels } from '#lib/followups/model'
import { formatFen } from '#lib/kernel/money'
import { dayOf } from '#lib/kernel/time'
import { kindLabels, statusLabels } from '#lib/tickets/labels'
import type { whyOf } from '#lib/tiers/why'
import { DataTable } from '../ui/data-table.tsx'
import { Notice } from '../ui/notice.tsx'

type Reasons = ReturnType<typeof whyOf>

/** Why a customer has a label or has not: each condition with its figure, and the rows it rests on (I-11). */
export function Why({ why, has }: { why: Reasons; has: boolean }) {
  return (
    <>
      <Standing why={why} has={has} />
      <Conditions why={why} />
      <Purchases behind={why.rows.purchases} />
      <Tickets behind={why.rows.tickets} />
      <FollowUps behind={why.rows.followUps} />
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
  return (
    <>
      {points !== undefined && tier.rule.kind === 'points' && (
        <p className="mb-2">
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
            ...(points === undefined
              ? [{ key: 'gap', label: '还差', tag: true }]
              : [{ key: 'points', label: '得分', num: true, tag: true }]),
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
    </>
  )
}

function Purchases({ behind }: { behind: Reasons['rows']['purchases'] }) {
  if (!behind) return null
  return (
    <Rows title={`采购 ${behind.total} 笔，合计 ¥${formatFen(behind.fen)}`} shown={behind.rows.length} total={behind.total}>
      <DataTable
        caption="采购明细"
        columns={[
          { key: 'on', label: '购买日期', name: true },
          { key: 'product', label: '产品' },
          { key: 'amount', label: '金额（元）', num: true, tag: true },
        ]}
        rows={behind.rows.map(({ id, purchasedOn, product, amountFen }) => ({
          id,
          cells: { on: purchasedOn, product, amount: formatFen(amountFen) },
        }))}
        totals={behind.rows.length === behind.total && behind.total > 1 ? { on: '合计', amount: formatFen(behind.fen) } : undefined}
        empty={{ title: '统计周期内没有采购' }}
      />
    </Rows>
  )
}

function Tickets({ behind }: { behind: Reasons['rows']['tickets'] }) {
  if (!behind) return null
  return (
    <Rows title={`工单 ${behind.total} 张`} shown={behind.rows.length} total={behind.total}>
      <DataTable
        caption="工单明细"
        columns={[
          { key: 'number', label: '工单编号', name: true },
          { key: 'at', label: '受理日期', tag: true },
          { key: 'kind', label: '类别' },
          { key: 'status', label: '状态' },
          { key: 'score', label: '评分', num: true, tag: true },
        ]}
        rows={behind.rows.map((ticket) => ({
          id: ticket.id,
          cells: {
            number: { text: ticket.number, href: `/tickets/${ticket.id}` },
            at: dayOf(ticket.createdAt),
            kind: [ticket.type ?? kindLabels[ticket.kind], ticket.repeatOfId !== null && '重复投诉'].filter(Boolean).join('，'),
            status: statusLabels[ticket.status],
            score: ticket.score === null ? '-' : `${ticket.score} 分`,
          },
        }))}
        empty={{ title: '统计周期内没有工单' }}
      />
    </Rows>
  )
}

function FollowUps({ behind }: { behind: Reasons['rows']['followUps'] }) {
  if (!behind) return null
  return (
    <Rows title={`跟进 ${behind.total} 次`} shown={behind.rows.length} total={behind.total}>
      <DataTable
        caption="跟进明细"
        columns={[
          { key: 'at', label: '跟进日期', name: true },
          { key: 'method', label: '方式', tag: true },
          { key: 'content', label: '沟通内容', wrap: true },
        ]}
        rows={behind.rows.map(({ id, occurredAt, method, content }) => ({
          id,
          cells: { at: dayOf(occurredAt), method: methodLabels[method], content: { text: content, clamp: true } },
        }))}
        empty={{ title: '还没有跟进', text: '从建档日期算起。' }}
      />
    </Rows>
  )
}

// The rows stand folded below: the figures come first.
function Rows({ title, shown, total, children }: { title: string; shown: number; total: number; children: React.ReactNode }) {
  return (
    <details className="my-2">
      <summary>{shown < total ? `${title}（列出最近 ${shown} 条）` : title}</summary>
      {children}
    </details>
  )
}
