import type { Drawing } from '../charts/model.ts'
import { colours, LEFT, type Paper, room, SCALE, WIDTH, write } from './paper-page.ts'

/** The same shapes as on screen, as paths and text. */
export function draw(paper: Paper, { title, width, height, shapes }: Drawing) {
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
