import { join } from 'node:path'
import PDFDocument from 'pdfkit'
import type { FigureSection } from '../tickets/figure-words.ts'
import type { Contents } from './model.ts'
import { draw } from './paper-drawing.ts'
import { BOTTOM, colours, LEFT, type Paper, right, room, SCALE, TOP, WIDTH, write } from './paper-page.ts'
import { printTable } from './paper-table.ts'

/** Bytes of a document, and the characters the font lacks: they stand as 〓 in it (W-37). */
export type Printed = { bytes: Buffer; missing: string[] }

// By its place, not by name: a bundler would try to read the font as a module.
const fonts = join(process.cwd(), 'node_modules', '@expo-google-fonts', 'noto-sans-sc')
const fontOf = (weight: string) => join(fonts, weight, `NotoSansSC_${weight}.ttf`)

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
function cover(paper: Paper, title: string, facts: Contents['facts'], overview: FigureSection, parts: FigureSection[]): Line[] {
  const { doc, said } = paper
  write(paper, said(title), { size: 22, bold: true, gap: 10 })
  for (const [label, value] of facts) write(paper, said(`${label}：${value}`), { size: 10, colour: colours.weak, gap: 3 })
  doc.y += 14
  write(paper, said(`${overview.title}（${overview.note}）`), { size: 13, bold: true, gap: 6 })
  if (overview.table) printTable(paper, overview.table)
  if (overview.table?.heads.some(({ label }) => label === '代码')) write(paper, CODES, { size: 8.5, colour: colours.weak, gap: 16 })
  write(paper, '目录', { size: 13, bold: true, gap: 6 })
  const style = parts.length > MANY ? { size: 9, gap: 1 } : { size: 10, gap: 4 }
  return parts.map((part, at) => {
    room(doc, LINE)
    const line = { page: doc.bufferedPageRange().count - 1, y: doc.y }
    write(paper, said(`${at + 1}　${part.title}`), style)
    return line
  })
}

type Line = { page: number; y: number }
// More parts than this stand closer, so that they keep to the first page.
const [MANY, LINE] = [16, 20]

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

function fillContents({ doc }: Paper, lines: Line[], pages: number[]) {
  for (const [at, { page, y }] of lines.entries()) {
    doc.switchToPage(page)
    doc.font('plain').fontSize(10).fillColor(colours.ink)
    right(doc, String(pages[at]), LEFT + WIDTH, y)
  }
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
