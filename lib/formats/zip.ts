import { inflateRawSync } from 'node:zlib'
import { UnreadableSheet } from './refusal.ts'

export type ZipLimits = { entries: number; bytes: number; ratio: number }
export type ZipEntry = { name: string; size: number; read: () => Uint8Array }

const END = 0x06054b50
const CENTRAL = 0x02014b50
const ENCRYPTED = 1
const SMALL = 1024 * 1024 // below this a high ratio is only a well-packed file

/** The entries of a zip by its central directory; refused before anything is unpacked where it is damaged, locked or over a limit. */
export function openZip(bytes: Uint8Array, limits: ZipLimits): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  if (count > limits.entries) throw new UnreadableSheet('too-large')
  const entries: Listed[] = []
  for (let index = 0, at = view.getUint32(end + 16, true); index < count; index++) {
    const entry = listed(view, bytes, at)
    entries.push(entry)
    at = entry.next
  }
  refuseBombs(entries, limits)
  return entries.map((entry) => ({ name: entry.name, size: entry.size, read: () => unpack(bytes, view, entry) }))
}

type Listed = { name: string; size: number; packed: number; method: number; local: number; next: number }

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= lowest; at--) if (view.getUint32(at, true) === END) return at
  throw new UnreadableSheet('truncated')
}

function listed(view: DataView, bytes: Uint8Array, at: number): Listed {
  if (at + 46 > view.byteLength || view.getUint32(at, true) !== CENTRAL) throw new UnreadableSheet('truncated')
  if (view.getUint16(at + 8, true) & ENCRYPTED) throw new UnreadableSheet('encrypted')
  const nameLength = view.getUint16(at + 28, true)
  const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)).replaceAll('\\', '/')
  const method = view.getUint16(at + 10, true)
  return {
    name,
    method,
    packed: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    local: view.getUint32(at + 42, true),
    next,
  }
}

function refuseBombs(entries: Listed[], limits: ZipLimits) {
  const size = entries.reduce((sum, entry) => sum + entry.size, 0)
  const isBomb = entries.some((entry) => entry.size > SMALL && entry.size > entry.packed * limits.ratio)
  if (size > limits.bytes || isBomb) throw new UnreadableSheet('too-large')
}

// The directory may lie about a size: no more than it promised is ever unpacked.
function unpack(bytes: Uint8Array, view: DataView, entry: Listed): Uint8Array {
  if (entry.local + 30 > view.byteLength) throw new UnreadableSheet('truncated')
  const start = entry.local + 30 + view.getUint16(entry.local + 26, true) + view.getUint16(entry.local + 28, true)
  const packed = bytes.subarray(start, start + entry.packed)
  if (packed.byteLength < entry.packed) throw new UnreadableSheet('truncated')
  return entry.method === 0 ? packed : inflated(packed, entry.size)
}

function inflated(packed: Uint8Array, size: number): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) })
  } catch (error) {
    const isOver = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    throw new UnreadableSheet(isOver ? 'too-large' : 'truncated')
  }
}
