import { dayOf } from '#lib/kernel/time'
import { reasonLabels, stateLabels } from '#lib/surveys/labels'
import type { listInvitations } from '#lib/surveys/list'
import type { Tone } from '../ui/badge.tsx'
import { DataTable } from '../ui/data-table.tsx'
import type { Empty } from '../ui/empty-state.tsx'
import { optionsOf } from '../ui/field-spec.tsx'
import { Filters } from '../ui/filters.tsx'
import type { Place } from '../ui/place.tsx'

type Row = ReturnType<typeof listInvitations>['rows'][number]

export const stateTones: Record<Row['state'], Tone> = {
  waiting: 'warn',
  sent: 'accent',
  answered: 'good',
  expired: 'plain',
  cancelled: 'plain',
}

export const InvitationFilters = ({ place }: { place: Place }) => (
  <Filters
    place={place}
    filters={[
      { kind: 'search', name: 'q', label: '搜索客户', placeholder: '客户名称、拼音首字母、编号、电话' },
      { kind: 'select', name: 'state', label: '状态', options: [{ value: 'open', label: '等待答复' }, ...optionsOf(stateLabels)] },
      { kind: 'select', name: 'reason', label: '邀请原因', options: optionsOf(reasonLabels) },
    ]}
    more={[{ kind: 'dates', name: 'created', label: '邀请日期' }]}
  />
)

/** Who was asked, by whom, why, and what came of it. */
export const InvitationTable = ({ rows, place, empty }: { rows: Row[]; place: Place; empty: Empty }) => (
  <DataTable
    caption="邀请"
    columns={[
      { key: 'customer', label: '客户名称', name: true },
      { key: 'state', label: '状态' },
      { key: 'reason', label: '邀请原因', tag: true },
      { key: 'assignee', label: '发送人', tag: true },
      { key: 'created', label: '邀请日期', tag: true },
      { key: 'expires', label: '链接有效至', extra: true },
      { key: 'lowest', label: '最低分', num: true, tag: true },
      { key: 'deed', label: '操作' },
    ]}
    place={place}
    rows={rows.map((row) => ({
      id: row.id,
      tone: row.state === 'cancelled' ? 'weak' : undefined,
      cells: {
        customer: { text: row.customer, href: `/customers/${row.customerId}`, weak: row.number },
        state: { text: stateLabels[row.state], badge: stateTones[row.state] },
        reason: reasonLabels[row.reason],
        assignee: row.assignee ?? '-',
        created: dayOf(row.createdAt),
        expires: row.state === 'sent' && row.expiresAt !== null ? dayOf(row.expiresAt) : '-',
        lowest: row.lowest === null ? '-' : { text: row.lowest, tone: row.lowest <= 2 ? 'bad' : undefined },
        deed: row.responseId
          ? { text: '看答复', href: `/surveys/answers/${row.responseId}` }
          : { text: row.state === 'waiting' ? '发送' : '查看', href: `/surveys/invitations/${row.id}` },
      },
    }))}
    empty={empty}
  />
)
