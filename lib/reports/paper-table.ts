import type { FigureTable } from '../tickets/figure-words.ts'
import { BOTTOM, colours, LEFT, type Paper, TOP, WIDTH } from './paper-page.ts'

const [CELL, PAD] = [8.5, 4]

/** A table with its head on every page it runs over; with codes where its rows have them. */
export function printTable(paper: Paper, { heads, rows }: FigureTable) {
  const isCoded = rows.some(({ code }) => code)
  const labels = [...heads.map(({ label, digit }) => (isCoded && digit ? `${label} -${digit}` : label)), ...(isCoded ? ['代码'] : [])]
  const aligns = [...heads.map(({ num }) => Boolean(num)), ...(isCoded ? [true] : [])]
  const lines = rows.map(({ cells, code }) => [...cells.map(({ text }) => text), ...(isCoded ? [code ?? ''] : [])])
  const wide = widthsOf(paper, labels, lines)
  const head = () => printRow(paper, labels, wide, aligns, true)
  head()
  for (const texts of lines) {
    if (paper.doc.y + heightOf(paper, texts, wide) > BOTTOM) {
      paper.doc.addPage()
      paper.doc.y = TOP
      head()
    }
    printRow(paper, texts, wide, aligns, false)
  }
  paper.doc.y += 6
}

// As wide as what stands in it, a head in two lines where it is longer; what is left over goes to all alike.
function widthsOf({ doc, said }: Paper, labels: string[], rows: string[][]): number[] {
  doc.font('plain').fontSize(CELL)
  const wide = (text: string) => doc.widthOfString(said(text)) + 2 * PAD + 1
  const wanted = labels.map((label, at) =>
    Math.min(MOST_WIDE, Math.max(wide(label) * 0.56, LEAST_WIDE, ...rows.map((cells) => wide(cells[at] ?? '')))),
  )
  const sum = wanted.reduce((all, one) => all + one, 0)
  if (sum > WIDTH) return wanted.map((one) => (one * WIDTH) / sum)
  const gap = (WIDTH - sum) / wanted.length
  return wanted.map((one) => one + gap)
}

const [LEAST_WIDE, MOST_WIDE] = [36, 280]

function heightOf({ doc, said }: Paper, texts: string[], wide: number[]): number {
  const sayings = texts.map(said)
  doc.font('plain').fontSize(CELL)
  return Math.max(...sayings.map((text, at) => doc.heightOfString(text || ' ', { width: wide[at]! - 2 * PAD }))) + 2 * PAD
}

function printRow(paper: Paper, texts: string[], wide: number[], aligns: boolean[], isHead: boolean) {
  const { doc, said } = paper
  const [height, { y }] = [heightOf(paper, texts, wide), doc]
  if (isHead) doc.fillColor(colours.wash).rect(LEFT, y, WIDTH, height).fill()
  let x = LEFT
  for (const [at, text] of texts.entries()) {
    const saying = said(text)
    doc
      .font(isHead ? 'bold' : 'plain')
      .fontSize(CELL)
      .fillColor(colours.ink)
    doc.text(saying, x + PAD, y + PAD, { width: wide[at]! - 2 * PAD, align: aligns[at] ? 'right' : 'left' })
    x += wide[at]!
  }
  doc
    .strokeColor(colours.line)
    .lineWidth(0.5)
    .moveTo(LEFT, y + height)
    .lineTo(LEFT + WIDTH, y + height)
    .stroke()
  doc.y = y + height
}
