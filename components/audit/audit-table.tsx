import { type Column, DataTable, type Row } from '../ui/data-table.tsx'

export type Change = { label: string; from: string; to: string }
export type AuditLine = {
  id: number
  at: string
  datetime: string
  actor: string
  action: string
  about: { text: string; href?: string | undefined }
  denied: boolean
  failed: boolean
  why: string
  address: string
  request: string
  changes: Change[]
}

/** The record, a line a deed; what it changed opens below it. */
export function AuditTable({ lines, clear }: { lines: AuditLine[]; clear: string }) {
  return (
    <DataTable
      caption="日志"
      columns={columns}
      rows={lines.map(rowOf)}
      empty={{ title: '没有符合条件的记录', text: '换一个条件，或者看全部记录。', deed: { href: clear, label: '看全部记录' } }}
    />
  )
}

const columns: Column[] = [
  { key: 'at', label: '时间' },
  { key: 'actor', label: '谁' },
  { key: 'action', label: '做了什么', name: true },
  { key: 'about', label: '对象' },
  { key: 'outcome', label: '结果' },
  { key: 'changes', label: '改动与原因', wrap: true },
  { key: 'from', label: '来源' },
]

function rowOf({ id, at, datetime, actor, action, about, denied, failed, why, address, request, changes }: AuditLine): Row {
  const isBad = denied || failed
  return {
    id,
    tone: isBad ? 'bad' : undefined,
    cells: {
      at: { text: at, time: datetime },
      actor,
      action,
      about,
      outcome: { text: denied ? '拒绝' : failed ? '失败' : '完成', badge: isBad ? 'bad' : 'plain' },
      changes: <Told why={why} changes={changes} />,
      from: { text: address || '-', title: request ? `请求编号 ${request}` : undefined, weak: request || undefined },
    },
  }
}

const Told = ({ why, changes }: Pick<AuditLine, 'why' | 'changes'>) => (
  <>
    {why && <p>{why}</p>}
    {changes.length > 0 && <Changes changes={changes} />}
  </>
)

function Changes({ changes }: { changes: Change[] }) {
  // Where nothing stood before, what came is enough.
  const isNew = changes.every(({ from }) => from === '未填写')
  return (
    <details>
      <summary>{isNew ? `${changes.length} 项内容` : `${changes.length} 处改动`}</summary>
      <ul>
        {changes.map(({ label, from, to }) => (
          <li key={label}>
            <b>{label}</b>
            {isNew ? `：${to}` : `：${from} → ${to}`}
          </li>
        ))}
      </ul>
    </details>
  )
}
