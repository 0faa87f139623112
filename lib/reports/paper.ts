import { join } from 'node:path'
import PDFDocument from 'pdfkit'
import type { Drawing } from '../charts/model.ts'
import type { FigureSection, FigureTable } from '../tickets/figure-words.ts'
import type { Contents } from './model.ts'

/** Bytes of a document, and the characters the font lacks: they stand as 〓 in it (W-37). */
export type Printed = { bytes: Buffer; missing: string[] }
type Paper = { doc: PDFDocument; said: (text: string) => string }

// By its place, not by name: a bundler would try to read the font as a module.
const fonts = join(process.cwd(), 'node_modules', '@expo-google-fonts', 'noto-sans-sc')
const fontOf = (weight: string) => join(fonts, weight, `NotoSansSC_${weight}.ttf`)
const [LEFT, TOP, WIDTH, BOTTOM] = [48, 52, 499, 780]
const colours = { ink: '#1f2328', weak: '#545a62', line: '#d8d3c9', accent: '#0f5c5c', wash: '#f3f1ec' }

/** A report on A4: cover with contents, then part by part; `mark` stands at the foot of every page, with its number (N-14). */
export async function printReport({ title, facts, sections }: Contents, at: number, mark: string): Promise<Printed> {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: TOP, bottom: 842 - BOTTOM, left: LEFT, right: LEFT },
    bufferPages: true,
    lang: 'zh-CN',
    displayTitle: true,
    info: { Title: title, Author: facts[0]?.[1] ?? '', CreationDate: new Date(at) },
  })
  const bytes = collect(doc)
  doc.registerFont('plain', fontOf('400Regular')).registerFont('bold', fontOf('700Bold'))
  const missing = new Set<string>()
  const paper = { doc, said: (text: string) => sayable(doc, text, missing) }
  const [overview, ...parts] = sections
  const lines = cover(paper, title, facts, overview!, parts)
  doc.addPage()
  doc.y = TOP
  const pages = parts.map((part) => printPart(paper, part))
  fillContents(paper, lines, pages)
  footers(paper, title, mark)
  doc.end()
  return { bytes: await bytes, missing: [...missing] }
}

async function collect(doc: PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of doc) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function sayable(doc: PDFDocument, text: string, missing: Set<string>): string {
  doc.font('plain')
  return Array.from(text.toWellFormed(), (letter) => {
    if (/\s/.test(letter)) return ' '
    if (doc._font.font.hasGlyphForCodePoint(letter.codePointAt(0)!)) return letter
    missing.add(letter)
    return '〓'
  }).join('')
}

/** The first page; returns where its list of contents has its lines. */
function cover(paper: Paper, title: string, facts: Contents['facts'], overview: FigureSection, parts: FigureSection[]): number[] {
  const { doc, said } = paper
  write(paper, said(title), { size: 22, bold: true, gap: 10 })
  for (const [label, value] of facts) write(paper, said(`${label}：${value}`), { size: 10, colour: colours.weak, gap: 3 })
  doc.y += 14
  write(paper, said(`${overview.title}（${overview.note}）`), { size: 13, bold: true, gap: 6 })
  if (overview.table) printTable(paper, overview.table)
  write(paper, CODES, { size: 8.5, colour: colours.weak, gap: 16 })
  write(paper, '目录', { size: 13, bold: true, gap: 6 })
  return parts.map((part, at) => {
    const { y } = doc
    write(paper, said(`${at + 1}　${part.title}`), { size: 10, gap: 4 })
    return y
  })
}

const CODES =
  '每个数字都有代码：总数的代码见上表；各表的代码由行代码和列末的数字组成，例如行 B3、列 -1 是 B3-1。在平台打开本报告，输入代码即可列出背后的工单。'

/** A part under its heading; returns the number of the page it begins on. */
function printPart(paper: Paper, { title, note, drawings = [], table, empty }: FigureSection): number {
  const { doc, said } = paper
  const isEmpty = !table || table.rows.length === 0
  const chart = isEmpty ? 0 : (drawings[0]?.height ?? 0) * SCALE
  room(doc, 90 + chart)
  const page = doc.bufferedPageRange().count
  write(paper, said(note ? `${title}（${note}）` : title), { size: 13, bold: true, gap: 6 })
  if (isEmpty) write(paper, said(empty), { size: 10, gap: 8 })
  else {
    for (const drawing of drawings) draw(paper, drawing)
    printTable(paper, table)
  }
  doc.y += 14
  return page
}

function fillContents({ doc }: Paper, lines: number[], pages: number[]) {
  doc.switchToPage(0)
  doc.font('plain').fontSize(10).fillColor(colours.ink)
  for (const [at, y] of lines.entries()) right(doc, String(pages[at]), LEFT + WIDTH, y)
}

function footers({ doc, said }: Paper, title: string, mark: string) {
  const { count } = doc.bufferedPageRange()
  for (let at = 0; at < count; at++) {
    doc.switchToPage(at)
    doc.page.margins.bottom = 0
    doc.font('plain').fontSize(8).fillColor(colours.weak)
    doc.text(said(`${title} · 第 ${at + 1} 页，共 ${count} 页`), LEFT, FOOT, { lineBreak: false })
    right(doc, said(mark), LEFT + WIDTH, FOOT)
  }
}

const FOOT = 805
const SCALE = 0.85

type Style = { size: number; bold?: boolean; colour?: string; gap: number }

function write({ doc }: Paper, text: string, { size, bold, colour = colours.ink, gap }: Style) {
  doc
    .font(bold ? 'bold' : 'plain')
    .fontSize(size)
    .fillColor(colour)
  const height = doc.heightOfString(text, { width: WIDTH })
  room(doc, height)
  const { y } = doc
  doc.text(text, LEFT, y, { width: WIDTH })
  doc.y = y + height + gap
}

function room(doc: PDFDocument, height: number) {
  if (doc.y + height <= BOTTOM) return
  doc.addPage()
  doc.y = TOP
}

const right = (doc: PDFDocument, text: string, x: number, y: number) => doc.text(text, x - doc.widthOfString(text), y, { lineBreak: false })

const [CELL, PAD] = [8.5, 4]

function printTable(paper: Paper, { heads, rows }: FigureTable) {
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

// The same shapes as on screen, as paths and text.
function draw(paper: Paper, { title, width, height, shapes }: Drawing) {
  const { doc, said } = paper
  room(doc, height * SCALE + 30)
  write(paper, said(title), { size: 9, colour: colours.weak, gap: 4 })
  const [x0, y0] = [LEFT + (WIDTH - width * SCALE) / 2, doc.y]
  const place = (x: number, y: number) => [x0 + x * SCALE, y0 + y * SCALE] as const
  for (const shape of shapes) {
    doc
      .fillColor(colours.accent)
      .strokeColor(shape.kind === 'rule' ? colours.line : colours.accent)
      .lineWidth(shape.kind === 'rule' ? 0.5 : 1.5)
    if (shape.kind === 'bar') doc.rect(...place(shape.x, shape.y), shape.width * SCALE, shape.height * SCALE).fill()
    else if (shape.kind === 'dot') doc.circle(...place(shape.x, shape.y), 2.2).fill()
    else if (shape.kind === 'text') {
      const text = said(shape.text)
      doc
        .font('plain')
        .fontSize(12 * SCALE)
        .fillColor(shape.weak ? colours.weak : colours.ink)
      const [x, y] = place(shape.x, shape.y)
      const before = { start: 0, middle: 0.5, end: 1 }[shape.anchor] * doc.widthOfString(text)
      // Text is placed by its top here, and by its foot on screen.
      doc.text(text, x - before, y - 12 * SCALE * 1.16, { lineBreak: false })
    } else {
      for (const [at, point] of shape.points.entries()) doc[at === 0 ? 'moveTo' : 'lineTo'](...place(...point))
      doc.stroke()
    }
  }
  doc.y = y0 + height * SCALE + 10
}
