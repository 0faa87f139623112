const KB = 1024
const MB = 1024 * KB

export const FORM_LIMIT = MB

// Routes that stream and count their bodies themselves; the door only keeps out what can be no upload at all.
const STREAMED: readonly { under: string; bytes: number }[] = [
  { under: '/imports/upload', bytes: 26 * MB },
  { under: '/files/upload', bytes: 26 * MB },
]

/** How many bytes a body sent to this path may have, and whether the route reads the stream itself (J-07, F-07). */
export function bodyLimit(path: string): { bytes: number; streamed: boolean } {
  const route = STREAMED.find(({ under }) => path === under || path.startsWith(`${under}/`))
  return route ? { bytes: route.bytes, streamed: true } : { bytes: FORM_LIMIT, streamed: false }
}
