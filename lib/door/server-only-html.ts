const SCRIPT = Buffer.from('<script')
const SCRIPT_END = Buffer.from('</script>')
const LINK = Buffer.from('<link')
const TAG_END = Buffer.from('>')
const OURS = ' data-ours'
const SCRIPT_PRELOADS = [' as="script"', ' rel="modulepreload"']
const UNFINISHED = Buffer.from('<html id="__next_error__"')

/** Next's HTML without Next's browser runtime. React escapes user text, so a `<script` here is never a person's. */
export function serverOnly(html: Buffer): Buffer {
  return without(without(html, SCRIPT, scriptEnd), LINK, preloadEnd)
}

/** A page that Next left for the browser to finish: an empty body under an error status. */
export const isUnfinished = (html: Buffer) => html.includes(UNFINISHED)

// Cuts every element that begins with `start` and of which `endOf` says where it ends; -1 keeps it.
function without(html: Buffer, start: Buffer, endOf: (html: Buffer, tag: string, tagEnd: number) => number): Buffer {
  const kept: Buffer[] = []
  let from = 0
  for (let at = html.indexOf(start); at >= 0; at = html.indexOf(start, at)) {
    const tagEnd = html.indexOf(TAG_END, at)
    if (tagEnd < 0) break
    const end = endOf(html, html.toString('latin1', at, tagEnd), tagEnd + 1)
    if (end >= 0) {
      kept.push(html.subarray(from, at))
      from = end
    }
    at = end >= 0 ? end : tagEnd
  }
  if (from === 0) return html
  kept.push(html.subarray(from))
  return Buffer.concat(kept)
}

function scriptEnd(html: Buffer, tag: string, bodyStart: number) {
  if (tag.includes(OURS)) return -1
  const close = html.indexOf(SCRIPT_END, bodyStart)
  return close < 0 ? html.length : close + SCRIPT_END.length
}

const preloadEnd = (_: Buffer, tag: string, tagEnd: number) => (SCRIPT_PRELOADS.some((mark) => tag.includes(mark)) ? tagEnd : -1)
