import { dayOf, timeOf } from '#lib/kernel/time'
import type { listRequests } from '#lib/sharing/list'
import { type RequestStatus, requestLabels } from '#lib/sharing/model'
import { ActionButton } from '../ui/action-button.tsx'
import type { Tone } from '../ui/badge.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import type { Empty } from '../ui/empty-state.tsx'
import type { FormAction } from '../ui/form.tsx'

type Found = ReturnType<typeof listRequests>['rows'][number]
type Props = { rows: Found[]; show: 'waiting' | 'answered' | 'mine'; accept: FormAction }

/** Requests for collaboration: who, which customer, why, and how it stands. */
export function RequestTable({ rows, show, accept }: Props) {
  return (
    <DataTable
      caption="协作申请"
      columns={columnsOf(show)}
      rows={rows.map((row) => ({
        id: row.id,
        cells: {
          customer: customerCell(row.customer),
          asker: row.asker,
          reason: row.reason,
          at: momentCell(row.createdAt),
          until: momentCell(row.expiresAt),
          status: { text: requestLabels[row.status], badge: tones[row.status] },
          deeds: <Deeds row={row} accept={accept} />,
          answer: answerOf(row),
        },
      }))}
      empty={empties[show]}
    />
  )
}

const columnsOf = (show: Props['show']): Column[] => [
  { key: 'customer', label: '客户', name: true },
  ...(show === 'mine' ? [] : [{ key: 'asker', label: '申请人', tag: true }]),
  { key: 'reason', label: '申请理由', wrap: true },
  { key: 'at', label: '申请时间', tag: true },
  ...(show === 'waiting'
    ? [
        { key: 'until', label: '有效至', tag: true },
        { key: 'deeds', label: '操作' },
      ]
    : [
        { key: 'status', label: '状态', tag: true },
        { key: 'answer', label: '答复', wrap: true },
      ]),
]

const customerCell = ({ name, number, href }: Found['customer']) => (href ? { text: name, href, weak: number } : name)

const momentCell = (at: number) => ({ text: `${dayOf(at)} ${timeOf(at)}`, time: new Date(at).toISOString() })

const Deeds = ({ row: { id, asker, customer }, accept }: { row: Found; accept: FormAction }) => (
  <div className="deeds">
    <ActionButton action={accept} values={{ id }} label={`同意 ${asker} 协作 ${customer.name}`}>
      同意
    </ActionButton>
    <a className="btn quiet" href={`/collaborations/${id}/refuse`} aria-label={`拒绝 ${asker} 协作 ${customer.name}`}>
      拒绝
    </a>
  </div>
)

const answerOf = ({ answer, answerer, answeredAt }: Found) =>
  answeredAt === null ? '-' : [answerer, answer].filter(Boolean).join('：') || '-'

const tones: Record<RequestStatus, Tone> = { open: 'accent', accepted: 'good', refused: 'bad', expired: 'plain' }

const empties: Record<Props['show'], Empty> = {
  waiting: { title: '没有待你答复的申请', text: '同事想协作你负责的客户时，会出现在这里。' },
  answered: { title: '还没有答复过申请', text: '你同意或拒绝过的申请会出现在这里。' },
  mine: { title: '还没有提出过申请', text: '查重时发现客户由同事负责，可以在查重结果里申请协作。' },
}
