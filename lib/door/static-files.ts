import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, sep } from 'node:path'
import { acceptedEncoding, type Encoding, encodeFile } from './encode-body.ts'

type Held = { type: string; tag: string; identity: Buffer; br?: Buffer; gzip?: Buffer; read: number }
export type StaticFiles = (req: IncomingMessage, res: ServerResponse, path: string, query: string) => boolean

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}
const TEXTUAL = new Set(['.css', '.js', '.svg', '.txt', '.webmanifest'])
const FOREVER = 'public, max-age=31536000, immutable'
const FOR_A_WHILE = 'public, max-age=600'

/** Serves the build's hashed files and `public/` from memory, compressed once; answers false for a path that is none of them. In dev only `public/`, read afresh. */
export function staticFiles(root: string, dev: boolean, addHeaders: (res: ServerResponse) => void): StaticFiles {
  const found = dev
    ? new Map<string, string>()
    : new Map([...listed(join(root, '.next/static'), '/_next/static/'), ...listed(join(root, 'public'), '/')])
  const memory = new Map<string, Held>()
  return (req, res, path, query) => {
    const file = dev ? listed(join(root, 'public'), '/').get(path) : found.get(path)
    if (!file) return false
    const held = fresh(memory, file, dev)
    res.setHeader('Cache-Control', dev ? 'no-cache' : path.startsWith('/_next/') || query.startsWith('?v=') ? FOREVER : FOR_A_WHILE)
    send(req, res, held, TEXTUAL.has(extname(file)), addHeaders)
    return true
  }
}

function send(req: IncomingMessage, res: ServerResponse, held: Held, textual: boolean, addHeaders: (res: ServerResponse) => void) {
  const encoding = textual ? acceptedEncoding(req.headers['accept-encoding']) : undefined
  const tag = `"${held.tag}${encoding ? `-${encoding}` : ''}"`
  res.setHeader('ETag', tag)
  res.setHeader('Vary', 'Accept-Encoding')
  addHeaders(res)
  if (req.headers['if-none-match'] === tag) {
    res.statusCode = 304
    return void res.end()
  }
  const body = bodyOf(held, encoding)
  res.setHeader('Content-Type', held.type)
  res.setHeader('Content-Length', body.length)
  if (encoding) res.setHeader('Content-Encoding', encoding)
  res.end(body)
}

function bodyOf(held: Held, encoding: Encoding): Buffer {
  if (!encoding) return held.identity
  held[encoding] ??= encodeFile(held.identity, encoding)
  return held[encoding]
}

function fresh(memory: Map<string, Held>, file: string, dev: boolean): Held {
  const known = memory.get(file)
  const changed = dev ? statSync(file).mtimeMs : 0
  if (known && known.read === changed) return known
  const identity = readFileSync(file)
  const tag = createHash('sha256').update(identity).digest('base64url').slice(0, 16)
  const held = { type: TYPES[extname(file)] ?? 'application/octet-stream', tag, identity, read: changed }
  memory.set(file, held)
  return held
}

// Only what is listed here is ever opened, so no address can lead out of the two folders.
function listed(folder: string, prefix: string): Map<string, string> {
  if (!existsSync(folder)) return new Map()
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = files.map((entry) => join(entry.parentPath, entry.name))
  return new Map(paths.map((path) => [prefix + path.slice(folder.length + 1).replaceAll(sep, '/'), path]))
}
