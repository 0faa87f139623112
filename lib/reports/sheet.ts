import { writeXlsx } from '../formats/xlsx.ts'
import type { FigureSection } from '../tickets/figure-words.ts'
import type { Contents } from './model.ts'

/** The same parts as on paper, one below the other in one sheet; numbers are numbers, and every table says how many lines it has (W-35, W-36). */
export function sheetOf({ title, facts, sections }: Contents): Promise<Buffer> {
  const rows = [...facts.map((fact) => [...fact]), ...sections.flatMap(rowsOf)]
  return writeXlsx({ name: '投诉分析', header: [title], rows, widths: [28, ...Array.from({ length: 9 }, () => 16)] })
}

type Cell = string | number | null

function rowsOf({ title, note, table, empty }: FigureSection): Cell[][] {
  const head: Cell[] = [note ? `${title}（${note}）` : title]
  if (!table || table.rows.length === 0) return [[null], head, [empty]]
  const isCoded = table.rows.some(({ code }) => code)
  const heads = table.heads.map(({ label, digit }) => (isCoded && digit ? `${label} -${digit}` : label))
  return [
    [null],
    [...head, `${table.rows.length} 行`],
    [...heads, ...(isCoded ? ['代码'] : [])],
    ...table.rows.map(({ cells, code }) => [...cells.map(({ text }) => cellOf(text)), ...(isCoded ? [code ?? ''] : [])]),
  ]
}

const cellOf = (text: string): Cell => (/^-?\d[\d,]*(\.\d+)?$/.test(text) ? Number(text.replaceAll(',', '')) : text)
