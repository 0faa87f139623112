import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

export type Encoding = 'br' | 'gzip' | undefined

const SMALL = 800
// A window no larger than a page: the standard one costs more to clear than the page to compress.
const QUICK_BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_LGWIN]: 16 } }
const BEST_BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } }

/** The best encoding that the client takes; an encoding with weight 0 is not taken. */
export function acceptedEncoding(header: string | string[] | undefined): Encoding {
  const accepted = String(header ?? '')
  if (takes(accepted, 'br')) return 'br'
  return takes(accepted, 'gzip') ? 'gzip' : undefined
}

/** A page, compressed at once: 0.1 ms for 30 KB, a third of what a trip to the thread pool costs. */
export function encodePage(body: Buffer, encoding: Encoding): { body: Buffer; encoding: Encoding } {
  if (!encoding || body.length < SMALL) return { body, encoding: undefined }
  return { body: encoding === 'br' ? brotliCompressSync(body, QUICK_BROTLI) : gzipSync(body, { level: 6 }), encoding }
}

/** A file, compressed once and as far as it goes. */
export const encodeFile = (body: Buffer, encoding: 'br' | 'gzip') =>
  encoding === 'br' ? brotliCompressSync(body, BEST_BROTLI) : gzipSync(body, { level: 9 })

function takes(accepted: string, encoding: string) {
  const at = accepted.indexOf(encoding)
  return at >= 0 && !/^\s*;\s*q=0(?:\.0*)?\s*(?:,|$)/.test(accepted.slice(at + encoding.length))
}
