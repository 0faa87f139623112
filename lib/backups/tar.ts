import { readSync, writeSync } from 'node:fs'

const BLOCK = 512
const OCTAL_MOST = 0o77777777777

export type TarEntry = { name: string; size: number /** Where its content begins. */; from: number }

/** The header of one file in a tar (ustar; sizes of 8 GB and more the GNU way), for its owner's eyes alone. */
export function tarHeader(name: string, size: number, at: number): Buffer {
  if (Buffer.byteLength(name) > 100) throw new Error(`name too long for a tar: ${name}`)
  const head = Buffer.alloc(BLOCK)
  head.write(name, 0)
  head.write('0000600\0', 100)
  head.write('0000000\0', 108)
  head.write('0000000\0', 116)
  if (size <= OCTAL_MOST) head.write(octal(size), 124)
  else head.writeBigUInt64BE(BigInt(size), head.writeUInt32BE(0x80000000, 124))
  head.write(octal(Math.floor(at / 1000)), 136)
  head.write('0', 156)
  head.write('ustar\x00' + '00', 257)
  head.write(`${checksum(head).toString(8).padStart(6, '0')}\0 `, 148)
  return head
}

/** What fills a file's last block up. */
export const tarPadding = (size: number) => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK)

export function writeTarEnd(tar: number) {
  writeSync(tar, Buffer.alloc(2 * BLOCK))
}

/** The files of an open tar, in their order; throws where it is damaged or cut off. */
export function* tarEntries(tar: number, bytes: number): Generator<TarEntry> {
  const head = Buffer.alloc(BLOCK)
  for (let at = 0; ; ) {
    if (readSync(tar, head, 0, BLOCK, at) < BLOCK) throw new Error('备份文件不完整')
    if (head.every((byte) => byte === 0)) return
    if (Number.parseInt(head.toString('latin1', 148, 155), 8) !== checksum(head)) throw new Error('备份文件已损坏')
    const size = sizeIn(head)
    const from = at + BLOCK
    if (from + size > bytes) throw new Error('备份文件不完整')
    yield { name: textIn(head, 0, 100), size, from }
    at = from + Math.ceil(size / BLOCK) * BLOCK
  }
}

const octal = (n: number) => `${n.toString(8).padStart(11, '0')}\0`
const textIn = (head: Buffer, from: number, length: number) => head.toString('utf8', from, from + length).replace(/\0.*$/s, '')
const sizeIn = (head: Buffer) => (head[124]! & 0x80 ? Number(head.readBigUInt64BE(128)) : Number.parseInt(textIn(head, 124, 12), 8))

// The checksum's own field counts as blanks.
function checksum(head: Buffer) {
  let sum = 8 * 32
  for (let i = 0; i < BLOCK; i++) if (i < 148 || i >= 156) sum += head[i]!
  return sum
}
