import type PDFDocument from 'pdfkit'

/** A document in the making; `said` gives a text the characters that the font has. */
export type Paper = { doc: PDFDocument; said: (text: string) => string }

/** Where the text stands on a page, in points. */
export const [LEFT, TOP, WIDTH, BOTTOM] = [48, 52, 499, 780]
export const colours = { ink: '#1f2328', weak: '#545a62', line: '#d8d3c9', accent: '#0f5c5c', wash: '#f3f1ec' }

/** Of the drawings, on paper. */
export const SCALE = 0.85

type Style = { size: number; bold?: boolean; colour?: string; gap: number }

/** A paragraph where the last one ended. */
export function write({ doc }: Paper, text: string, { size, bold, colour = colours.ink, gap }: Style) {
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

/** A new page where so much does not fit any more. */
export function room(doc: PDFDocument, height: number) {
  if (doc.y + height <= BOTTOM) return
  doc.addPage()
  doc.y = TOP
}

/** A text that ends at `x`. */
export const right = (doc: PDFDocument, text: string, x: number, y: number) =>
  doc.text(text, x - doc.widthOfString(text), y, { lineBreak: false })
