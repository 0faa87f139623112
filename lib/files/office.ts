import type { Whole } from './formats.ts'

export type Office = 'word' | 'xl' | 'ppt'

/** How much of a file's end holds a zip's directory: an Office file has some hundred entries at most. */
export const TAIL_BYTES = 256 * 1024

const END = 0x06054b50
const CENTRAL = 0x02014b50

/** Whether a zip is an Office document of this kind, by the names in its directory: [Content_Types].xml and a folder word/, xl/ or ppt/. */
export function isOffice(whole: Whole, what: Office): boolean {
  const names = namesIn(whole)
  return names.includes('[Content_Types].xml') && names.some((name) => name.startsWith(`${what}/`))
}

function namesIn({ tail, size }: Whole): string[] {
  const end = endOf(tail)
  if (end < 0) return []
  const names: string[] = []
  // Offsets are the whole file's; the window begins behind its start.
  let at = tail.readUInt32LE(end + 16) - (size - tail.length)
  for (let left = tail.readUInt16LE(end + 10); left > 0 && at >= 0 && at + 46 <= tail.length; left--) {
    if (tail.readUInt32LE(at) !== CENTRAL) break
    const length = tail.readUInt16LE(at + 28)
    names.push(tail.toString('utf8', at + 46, at + 46 + length))
    at += 46 + length + tail.readUInt16LE(at + 30) + tail.readUInt16LE(at + 32)
  }
  return names
}

function endOf(tail: Buffer) {
  for (let at = tail.length - 22; at >= 0; at--) if (tail.readUInt32LE(at) === END) return at
  return -1
}
