import { inflateSync } from 'node:zlib'

/** The text of a PDF of ours by page, a string a line of text in the order it was drawn, read through the fonts' own ToUnicode tables. */
export function textOfPdf(bytes: Uint8Array): string[][] {
  const objects = objectsOf(Buffer.from(bytes).toString('latin1'))
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head))
  return pages.map(({ head }) => {
    const resources = objects.get(refIn(head, 'Resources')!)!.head
    const fonts = [...(/\/Font <<([^>]*)>>/.exec(resources)?.[1] ?? '').matchAll(/\/(F\d+) (\d+) 0 R/g)]
    const tables = new Map(
      fonts.map(([, name, id]) => [name!, tableOf(objects.get(refIn(objects.get(Number(id))!.head, 'ToUnicode')!)!.stream)]),
    )
    return linesOf(objects.get(refIn(head, 'Contents')!)!.stream, tables)
  })
}

type Stored = { head: string; stream: string }

function objectsOf(file: string): Map<number, Stored> {
  const found = new Map<number, Stored>()
  for (const [, id, body = ''] of file.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const at = body.indexOf('\nstream\n')
    const head = (at < 0 ? body : body.slice(0, at)).replace(/\s+/g, ' ')
    const raw = at < 0 ? '' : body.slice(at + 8, body.lastIndexOf('\nendstream'))
    const isText = head.includes('FlateDecode') && !head.includes('/Length1') && !head.includes('/Subtype')
    found.set(Number(id), { head, stream: isText ? inflateSync(Buffer.from(raw, 'latin1')).toString('latin1') : raw })
  }
  return found
}

const refIn = (head: string, name: string) => {
  const [, id] = new RegExp(`/${name} (\\d+) 0 R`).exec(head) ?? []
  return id === undefined ? undefined : Number(id)
}

function tableOf(cmap: string): Map<number, string> {
  const table = new Map<number, string>()
  for (const [, from = '', list = ''] of cmap.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi))
    for (const [at, [, hex = '']] of [...list.matchAll(/<([0-9a-f]*)>/gi)].entries())
      table.set(Number.parseInt(from, 16) + at, Buffer.from(hex, 'hex').swap16().toString('utf16le'))
  return table
}

function linesOf(content: string, tables: Map<string, Map<number, string>>): string[] {
  let table = new Map<number, string>()
  return [...content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)].flatMap(([, font, shown]) => {
    if (font) table = tables.get(font)!
    if (shown === undefined) return []
    const codes = [...shown.matchAll(/<([0-9a-f]*)>/gi)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
    return [codes.map((code) => table.get(Number.parseInt(code, 16)) ?? '\ufffd').join('')]
  })
}
