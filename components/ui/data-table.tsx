import { isValidElement, type ReactElement } from 'react'
import type { Tone } from './badge.tsx'
import { cellOf, classOf } from './data-cell.tsx'
import { type Empty, EmptyState } from './empty-state.tsx'
import { at, type Place } from './place.tsx'
import { Still } from './still.tsx'

/** Plain data as a rule; deeds of a row, and what is more than one line of text, as an element. */
export type Cell = string | number | null | undefined | RichCell | RichCell[] | ReactElement
export type RichCell = {
  text?: string | number
  href?: string
  /** After the text, smaller. */
  weak?: string
  badge?: Tone
  title?: string
  /** Machine-readable moment of a time shown. */
  time?: string
  tone?: Tone
  /** A long text: two lines at most, the whole as its title. */
  clamp?: boolean
  download?: boolean
}
export type Column = {
  key: string
  label: string
  /** Figures: right-aligned. */
  num?: boolean
  /** The head is a link that sorts by this key. */
  sort?: boolean
  /** The record's own name; on a phone the card's first line. */
  name?: boolean
  /** Not on a phone's card. */
  extra?: boolean
  /** Only where there is room: a wide screen. */
  roomy?: boolean
  /** On a phone's card the label stands before the value. */
  tag?: boolean
  /** May break into lines. */
  wrap?: boolean
  /** Holds the row's buttons beside each other. */
  does?: boolean
  title?: string
}
export type Row = { id: string | number; cells: Record<string, Cell>; label?: string; tone?: 'bad' | 'weak'; locked?: boolean }

type Props = {
  columns: Column[]
  rows: Row[]
  empty: Empty
  caption?: string
  /** Where heads lead to sort: the page and its query, with the sort that holds. */
  place?: Place
  sort?: { key: string; dir: 'asc' | 'desc' }
  /** The id of the form that takes the ticked rows as `ids`. */
  bulk?: string
  totals?: Record<string, Cell>
  /** Figures to be compared down the columns: stays a table on a phone, where others become cards. */
  dense?: boolean
  /** False where what it stands in is kept as a whole. */
  isKept?: boolean
}

/** A page of rows, or what to do where there are none. */
export function DataTable({ empty, isKept = true, ...table }: Props) {
  if (table.rows.length === 0)
    return (
      <Still>
        <EmptyState {...empty} />
      </Still>
    )
  return (
    <Still keptAs={isKept ? nameOf(table) : undefined}>
      <Table {...table} />
    </Still>
  )
}

function Table({ columns, rows, caption, place, sort, bulk, totals, dense }: Omit<Props, 'empty' | 'isKept'>) {
  return (
    <div className={columns.length > 8 ? 'scroll wide' : 'scroll'}>
      <table className={dense ? 'dense' : 'cards'}>
        {caption && <caption className="vh">{caption}</caption>}
        <thead>
          <tr>
            {bulk && (
              <th className="box">
                <input type="checkbox" data-all={bulk} aria-label="全选本页" />
              </th>
            )}
            {columns.map((column) => (
              <Head key={column.key} column={column} place={place} sort={sort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.id} row={row} columns={columns} bulk={bulk} />
          ))}
        </tbody>
        {totals && (
          <tfoot>
            <tr>
              {bulk && <td className="box" />}
              {columns.map((column) => cellOf(column, totals[column.key] ?? ''))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}

function Line({ row, columns, bulk }: { row: Row } & Pick<Props, 'columns' | 'bulk'>) {
  return (
    <tr className={row.tone}>
      {bulk && (
        <td className="box">
          {!row.locked && <input type="checkbox" form={bulk} name="ids" value={row.id} aria-label={`选择 ${row.label ?? row.id}`} />}
        </td>
      )}
      {columns.map((column) => cellOf(column, row.cells[column.key]))}
    </tr>
  )
}

// Plain data says all that a table is made of; an element may hold what no text tells.
function nameOf(table: Omit<Props, 'empty' | 'isKept'>): string | undefined {
  const { rows, totals = {} } = table
  return rows.every(({ cells }) => isPlain(cells)) && isPlain(totals) ? `table ${JSON.stringify(table)}` : undefined
}

function isPlain(cells: Record<string, Cell>) {
  for (const key in cells) if (isValidElement(cells[key])) return false
  return true
}

function Head({
  column: { key, label, num, extra, roomy, sort: sortable, title },
  place,
  sort,
}: { column: Column } & Pick<Props, 'place' | 'sort'>) {
  const held = sort?.key === key ? sort.dir : undefined
  const dir = held === 'asc' || (!held && num) ? 'desc' : 'asc'
  return (
    <th
      scope="col"
      className={classOf({ num, extra, roomy })}
      title={title}
      aria-sort={held && (held === 'asc' ? 'ascending' : 'descending')}
    >
      {place && sortable ? <a href={at(place, { sort: key, dir, page: null })}>{label}</a> : label}
    </th>
  )
}
