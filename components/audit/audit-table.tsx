'use client'

import { EmptyState } from '#components/ui/empty-state'

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
  if (lines.length === 0)
    return <EmptyState title="没有符合条件的记录" text="换一个条件，或者看全部记录。" deed={{ href: clear, label: '看全部记录' }} />
  return (
    <div className="scroll">
      <table className="cards">
        <caption className="vh">日志</caption>
        <thead>
          <tr>
            {['时间', '谁', '做了什么', '对象', '结果', '改动与原因', '来源'].map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={line.id} {...line} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Line({ at, datetime, actor, action, about, denied, failed, why, address, request, changes }: AuditLine) {
  return (
    <tr className={denied || failed ? 'bad' : undefined}>
      <td>
        <time dateTime={datetime}>{at}</time>
      </td>
      <td>{actor}</td>
      <td className="name">{action}</td>
      <td>{about.href ? <a href={about.href}>{about.text}</a> : about.text}</td>
      <td>
        <span className={denied || failed ? 'badge bad' : 'badge'}>{denied ? '拒绝' : failed ? '失败' : '完成'}</span>
      </td>
      <td className="wrap">
        {why && <p>{why}</p>}
        {changes.length > 0 && <Changes changes={changes} />}
      </td>
      <td title={request ? `请求编号 ${request}` : undefined}>
        {address || '-'}
        {request && <small>{request}</small>}
      </td>
    </tr>
  )
}

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
