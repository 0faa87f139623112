import { isValidElement } from 'react'
import type { Cell, Column, RichCell } from './data-table.tsx'

/** What a column is, in the words of the style sheet. */
export const classOf = ({ num, name, extra, roomy, wrap, does }: Partial<Column>) =>
  [num && 'num', name && 'name', extra && 'extra', roomy && 'roomy', wrap && 'wrap', does && 'does'].filter(Boolean).join(' ') || undefined

/** One cell; on a phone its label may stand before it. */
export function cellOf(column: Column, cell: Cell) {
  const title = typeof cell === 'string' && cell.length > 12 && !column.wrap ? cell : undefined
  return (
    <td key={column.key} className={classOf(column)} title={title} data-k={column.tag ? column.label : undefined}>
      {Array.isArray(cell) ? cell.map((one) => <Rich key={`${one.text} ${one.href}`} {...one} />) : contentOf(cell)}
    </td>
  )
}

function contentOf(cell: Exclude<Cell, RichCell[]>) {
  if (cell === null || cell === undefined) return '-'
  if (typeof cell !== 'object' || isValidElement(cell)) return cell
  return <Rich {...(cell as RichCell)} />
}

function Rich({ text, href, weak, badge, title, time, tone, clamp, download }: RichCell) {
  const plain = badge ? <span className={badge === 'plain' ? 'badge' : `badge ${badge}`}>{text}</span> : text
  const timed = time ? <time dateTime={time}>{plain}</time> : plain
  const linked = href ? (
    <a href={href} {...(download && { download: '' })}>
      {timed}
    </a>
  ) : (
    timed
  )
  const className = [tone && tone !== 'plain' && `is-${tone}`, clamp && 'clamp'].filter(Boolean).join(' ')
  const wrapped =
    className || title ? (
      <span className={className || undefined} title={title ?? (clamp ? String(text) : undefined)}>
        {linked}
      </span>
    ) : (
      linked
    )
  return weak ? (
    <>
      {wrapped}
      <small>{weak}</small>
    </>
  ) : (
    wrapped
  )
}
