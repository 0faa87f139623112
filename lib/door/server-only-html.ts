const OURS = ' data-ours'
const SCRIPT_PRELOADS = [' as="script"', ' rel="modulepreload"']
const SCRIPT_END = '</script>'
const UNFINISHED = '<html id="__next_error__"'
const BEGINNING = 300

const MARK = /<template data-part="(\d{1,4})"><\/template>/g

/** The page with each part in place of its mark. */
export function withParts(html: Buffer, parts: readonly string[]): Buffer {
  if (parts.length === 0) return html
  const text = html.toString('latin1')
  const pieces: Buffer[] = []
  let from = 0
  for (const { 0: mark, 1: number, index } of text.matchAll(MARK)) {
    pieces.push(html.subarray(from, index), Buffer.from(parts[Number(number)] ?? ''))
    from = index + mark.length
  }
  return Buffer.concat([...pieces, html.subarray(from)])
}

/** Next's HTML without Next's browser runtime. React escapes user text, so a `<script` here is never a person's. */
export function serverOnly(html: Buffer): Buffer {
  // Byte for byte as characters: the marks are ASCII, and all else passes as it came.
  const bytes = html.toString('latin1')
  const kept = without(without(bytes, '<script', scriptEnd), '<link', preloadEnd)
  return kept === bytes ? html : Buffer.from(kept, 'latin1')
}

/** A page that Next left for the browser to finish: an empty body under an error status. */
export const isUnfinished = (html: Buffer) => html.toString('latin1', 0, BEGINNING).includes(UNFINISHED)

// Cuts every element that begins with `start` and of which `endOf` says where it ends; -1 keeps it.
function without(html: string, start: string, endOf: (html: string, tag: string, tagEnd: number) => number): string {
  let kept = ''
  let from = 0
  for (let at = html.indexOf(start); at >= 0; at = html.indexOf(start, at)) {
    const tagEnd = html.indexOf('>', at)
    if (tagEnd < 0) break
    const end = endOf(html, html.slice(at, tagEnd), tagEnd + 1)
    if (end >= 0) {
      kept += html.slice(from, at)
      from = end
    }
    at = end >= 0 ? end : tagEnd
  }
  return kept + html.slice(from)
}

function scriptEnd(html: string, tag: string, bodyStart: number) {
  if (tag.includes(OURS)) return -1
  const close = html.indexOf(SCRIPT_END, bodyStart)
  return close < 0 ? html.length : close + SCRIPT_END.length
}

const preloadEnd = (_: string, tag: string, tagEnd: number) => (SCRIPT_PRELOADS.some((mark) => tag.includes(mark)) ? tagEnd : -1)
