export type Target = { path: string; query: string; url: string }

/**
 * The address that was asked for: `path` decoded, `query` with its question mark, `url` for the framework, without
 * any trace of its wire format (`_rsc`, `.rsc`, segment files). A status where the address itself is refused.
 */
export function targetOf(url: string): Target | 400 | 404 {
  if (!url.startsWith('/')) return 400
  const [rawPath, rawQuery] = parted(url)
  const plainPath = rawPath.includes('.rsc') ? rawPath.replace(/(?:\.segments\/.*)?\.rsc$/, '') || '/' : rawPath
  const path = decoded(plainPath)
  if (path === undefined) return 400
  if (isCrooked(path)) return 404
  const query = rawQuery.includes('rsc') ? withoutWire(rawQuery) : rawQuery
  return { path, query, url: plainPath + query }
}

function parted(url: string): [string, string] {
  const at = url.indexOf('?')
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at)]
}

function decoded(path: string) {
  try {
    return path.includes('%') ? decodeURIComponent(path) : path
  } catch {
    return undefined
  }
}

const isCrooked = (path: string) => path.includes('\0') || path.includes('\\') || path.includes('/../') || path.endsWith('/..')

function withoutWire(query: string) {
  const kept = query
    .slice(1)
    .split('&')
    .filter((pair) => decoded(pair.split('=')[0]!) !== '_rsc')
  return kept.length ? `?${kept.join('&')}` : ''
}
