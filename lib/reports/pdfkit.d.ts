// The part of pdfkit that is used here.
declare module 'pdfkit' {
  import type { Readable } from 'node:stream'

  type TextOptions = { width?: number; align?: 'left' | 'center' | 'right'; lineBreak?: boolean; lineGap?: number }
  type Options = {
    size: 'A4'
    margins: { top: number; bottom: number; left: number; right: number }
    bufferPages: boolean
    lang: string
    displayTitle: boolean
    info: { Title: string; Author: string; CreationDate: Date }
  }
  interface PDFDocument extends Readable {
    y: number
    page: { width: number; height: number; margins: { bottom: number } }
    _font: { font: { hasGlyphForCodePoint: (code: number) => boolean } }
    registerFont(name: string, source: string): this
    font(name: string): this
    fontSize(size: number): this
    fillColor(colour: string): this
    strokeColor(colour: string): this
    lineWidth(width: number): this
    text(text: string, x: number, y: number, options?: TextOptions): this
    widthOfString(text: string): number
    heightOfString(text: string, options?: TextOptions): number
    rect(x: number, y: number, width: number, height: number): this
    circle(x: number, y: number, radius: number): this
    moveTo(x: number, y: number): this
    lineTo(x: number, y: number): this
    fill(): this
    stroke(): this
    addPage(): this
    switchToPage(at: number): this
    bufferedPageRange(): { start: number; count: number }
    end(): void
  }
  const PDFDocument: new (options: Options) => PDFDocument
  export default PDFDocument
}
