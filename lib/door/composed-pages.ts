import { type Encoding, encodePage } from './encode-body.ts'
import { withParts } from './server-only-html.ts'

export type Composed = { body: Buffer; encoding: Encoding }
type Known = { parts: readonly string[]; page: Composed }

const MOST_LETTERS = 1_500_000
const OF_ONE_FRAME = 4

/**
 * Puts the parts of a page in their places and compresses the whole. A page that reads as one before it, as a list does to which somebody
 * comes back, is not put together and compressed again.
 */
export function composer() {
  const known = new Map<string, Known[]>()
  let letters = 0

  return (html: Buffer, parts: readonly string[], encoding: Encoding): Composed => {
    const frame = `${encoding} ${html.toString('latin1')}`
    const alike = known.get(frame) ?? []
    const found = alike.find((one) => isSame(one.parts, parts))
    if (found) return found.page
    const page = encodePage(withParts(html, parts), encoding)
    letters += lengthOf(frame, parts)
    if (letters > MOST_LETTERS) {
      known.clear()
      letters = lengthOf(frame, parts)
    }
    known.set(frame, [{ parts, page }, ...alike.slice(0, OF_ONE_FRAME - 1)])
    return page
  }
}

// Parts that are kept are the same text, which is seen at once.
const isSame = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length && some.every((part, n) => part === others[n])

const lengthOf = (frame: string, parts: readonly string[]) => parts.reduce((sum, { length }) => sum + length, frame.length)
