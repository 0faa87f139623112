export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'
/** `damaged` counts the characters that could not be read and stand as U+FFFD. */
export type Decoded = { text: string; encoding: Encoding; damaged: number }

const SAMPLE = 4096

/** Text of unknown encoding: a byte order mark decides, then NUL bytes, then whether it is UTF-8, else GB18030 (G-04). */
export function decode(bytes: Uint8Array): Decoded {
  const wide = markOf(bytes) ?? wideByNuls(bytes.subarray(0, SAMPLE))
  return wide ? read(bytes, wide) : narrow(bytes)
}

function markOf(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
}

// Commas and line ends of a UTF-16 table have their NUL always on the same side.
function wideByNuls(sample: Uint8Array): Encoding | null {
  const nuls = [0, 0]
  sample.forEach((byte, at) => {
    if (byte === 0) nuls[at % 2] = (nuls[at % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = nuls
  if (Math.max(even, odd) < sample.length / 64 || Math.max(even, odd) === 0) return null
  if (Math.min(even, odd) * 8 > Math.max(even, odd)) return null
  return odd > even ? 'utf-16le' : 'utf-16be'
}

function narrow(bytes: Uint8Array): Decoded {
  const exact = attempt(bytes, 'utf-8') ?? attempt(bytes, 'gb18030')
  if (exact) return exact
  const [utf, gb] = [read(bytes, 'utf-8'), read(bytes, 'gb18030')]
  return utf.damaged <= gb.damaged ? utf : gb
}

function attempt(bytes: Uint8Array, encoding: Encoding): Decoded | null {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding, damaged: 0 }
  } catch {
    return isNearlyUtf8(bytes, encoding) ? read(bytes, encoding) : null
  }
}

// One broken character in twenty is damage (a file cut short), more is another encoding: GB18030 breaks at nearly each.
function isNearlyUtf8(bytes: Uint8Array, encoding: Encoding) {
  if (encoding !== 'utf-8') return false
  const { text, damaged } = read(bytes, encoding)
  const foreign = text.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0
  return foreign > damaged * 20
}

function read(bytes: Uint8Array, encoding: Encoding): Decoded {
  const text = new TextDecoder(encoding).decode(bytes)
  return { text, encoding, damaged: text.split('\ufffd').length - 1 }
}
