export type Tag = { name: string; attributes: Record<string, string>; at: number; end: number }

const TAG = /<([a-zA-Z][\w-]*)((?:\s+[^\s=>"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*\/?>/g
const ATTRIBUTE = /([^\s=>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/g
const ENTITY = /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

/** The start tags of a page in their order with where they stand; attributes are decoded. */
export function tagsOf(html: string): Tag[] {
  return Array.from(html.matchAll(TAG), (match) => ({
    name: match[1]!.toLowerCase(),
    attributes: attributesOf(match[2] ?? ''),
    at: match.index,
    end: match.index + match[0].length,
  }))
}

/** Text as a person reads it. */
export const decoded = (text: string) =>
  text.replace(ENTITY, (whole, hex, digits, name) => {
    if (name) return NAMED[name] ?? whole
    return String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(digits))
  })

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    Array.from(text.matchAll(ATTRIBUTE), ([, name = '', ...values]) => [
      name.toLowerCase(),
      decoded(values.find((value) => value !== undefined) ?? ''),
    ]),
  )
}
