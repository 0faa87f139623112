import type { FigureCell, FigureSection } from '#lib/tickets/figure-words'
import { DataTable } from '../ui/data-table.tsx'
import { Section } from '../ui/section.tsx'
import { Chart } from './chart.tsx'

/** Figures part by part: charts, the table with their numbers, and sentences; each figure leads to its rows by `hrefOf`. */
export function FigureSections({
  sections,
  hrefOf,
  coded,
}: {
  sections: FigureSection[]
  hrefOf: (code: string) => string
  coded?: boolean
}) {
  return sections.map((section) => (
    <Section key={section.id} id={section.id} title={section.title} sub={section.note}>
      <Charts section={section} />
      {section.lines && <Lines lines={section.lines} />}
      {section.table && <FigureTable section={section} hrefOf={hrefOf} coded={coded} />}
    </Section>
  ))
}

function Charts({ section: { id, drawings = [], table } }: { section: FigureSection }) {
  if (drawings.length === 0 || table?.rows.length === 0) return null
  return (
    <div className="charts">
      {drawings.map((drawing, at) => (
        <figure key={drawing.title}>
          <figcaption>{drawing.title}</figcaption>
          <Chart id={`${id}-${at}`} drawing={drawing} />
        </figure>
      ))}
    </div>
  )
}

const Lines = ({ lines }: { lines: string[] }) => (
  <ol className="list-decimal pl-6">
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ol>
)

type TableProps = { section: FigureSection; hrefOf: (code: string) => string; coded?: boolean | undefined }

function FigureTable({ section: { title, table, empty }, hrefOf, coded }: TableProps) {
  if (!table) return null
  const isCoded = coded && table.rows.some(({ code }) => code)
  return (
    <DataTable
      caption={title}
      dense={!table.heads.some(({ wrap }) => wrap)}
      columns={[
        ...table.heads.map(({ label, num, digit, wrap }, at) => ({
          key: String(at),
          label: isCoded && digit ? `${label} -${digit}` : label,
          num,
          wrap,
          name: at === 0,
          tag: at > 0,
        })),
        ...(isCoded ? [{ key: 'code', label: '代码', extra: true }] : []),
      ]}
      rows={table.rows.map(({ id, code, href, cells }) => ({
        id,
        cells: { ...Object.fromEntries(cells.map((cell, at) => [at, cellOf(cell, hrefOf, at === 0 ? href : undefined)])), code },
      }))}
      empty={{ title: empty }}
    />
  )
}

const cellOf = ({ text, code }: FigureCell, hrefOf: (code: string) => string, href: string | undefined) =>
  code ? { text, href: hrefOf(code) } : href ? { text, href } : text
