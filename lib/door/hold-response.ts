import type { ServerResponse } from 'node:http'

type Done = (() => void) | undefined

/**
 * Holds back a response's body, whole, and hands it to `finish`, when `wants` says so at the first byte; every other
 * answer passes untouched after `pass`. Headers and status stay open until then.
 */
export function holdResponse(res: ServerResponse, wants: () => boolean, pass: () => void, finish: (body: Buffer) => void) {
  const { writeHead, write, end, flushHeaders } = res
  const chunks: Buffer[] = []
  let held: boolean | undefined

  const release = () => Object.assign(res, { writeHead, write, end, flushHeaders })
  const isHeld = () => {
    held ??= wants()
    if (!held) {
      release()
      pass()
    }
    return held
  }

  res.writeHead = ((status: number, ...rest: unknown[]) => {
    res.statusCode = status
    for (const headers of rest) if (typeof headers === 'object') setAll(res, headers)
    return isHeld() ? res : res.writeHead(res.statusCode)
  }) as typeof res.writeHead
  res.write = ((chunk: unknown, encoding: unknown, done: unknown) => {
    if (!isHeld()) return res.write(chunk as string, encoding as BufferEncoding, done as Done)
    keep(chunks, chunk, encoding)
    later(encoding, done)
    return true
  }) as typeof res.write
  res.end = ((chunk: unknown, encoding: unknown, done: unknown) => {
    if (!isHeld()) return res.end(chunk as string, encoding as BufferEncoding, done as Done)
    keep(chunks, chunk, encoding)
    later(chunk, encoding, done)
    release()
    finish(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks))
    return res
  }) as typeof res.end
  res.flushHeaders = () => {
    if (!isHeld()) res.flushHeaders()
  }
}

function keep(chunks: Buffer[], chunk: unknown, encoding: unknown) {
  if (typeof chunk === 'string') chunks.push(Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'))
  else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))
}

function later(...candidates: unknown[]) {
  const done = candidates.find((candidate) => typeof candidate === 'function')
  if (done) queueMicrotask(done as () => void)
}

function setAll(res: ServerResponse, headers: unknown) {
  if (Array.isArray(headers)) for (let at = 0; at < headers.length; at += 2) res.setHeader(String(headers[at]), headers[at + 1])
  else for (const [name, value] of Object.entries(headers as object)) if (value !== undefined) res.setHeader(name, value)
}
