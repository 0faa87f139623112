import { IncomingMessage } from 'node:http'

/** A body that came without a length, read whole; undefined when it is longer than `most` bytes or breaks off. */
export async function readBody(req: IncomingMessage, most: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  return new Promise((resolve) => {
    req.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > most) return resolve(undefined)
      chunks.push(chunk)
    })
    req.once('end', () => resolve(Buffer.concat(chunks)))
    req.once('close', () => resolve(undefined))
  })
}

/** The same request with its body at hand. */
export function withBody(req: IncomingMessage, body: Buffer): IncomingMessage {
  const again = new IncomingMessage(req.socket)
  const headers = { ...req.headers, 'content-length': String(body.length) }
  delete headers['transfer-encoding']
  Object.assign(again, { method: req.method, url: req.url, headers, httpVersion: req.httpVersion, complete: true })
  again.push(body)
  again.push(null)
  return again
}

/** Whether the body comes in chunks, so that nobody knows its length beforehand. */
export const isChunked = (req: IncomingMessage) => req.headers['transfer-encoding'] !== undefined
