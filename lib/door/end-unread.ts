import type { IncomingMessage, ServerResponse } from 'node:http'

const MOST_DRAINED = 32 * 1024 * 1024
const LINGER_MS = 5_000

/** Ends an answer given before the body was read: the client has it whole, then is listened to a little longer, so that no reset overtakes it. */
export function endUnread(req: IncomingMessage, res: ServerResponse, body: Buffer) {
  if (req.complete || req.method !== 'POST') return void res.end(body)
  res.setHeader('Connection', 'close')
  res.write(body)
  const close = () => {
    clearTimeout(timer)
    if (!res.writableEnded) res.end()
  }
  const timer = setTimeout(close, LINGER_MS)
  let drained = 0
  req.on('data', (chunk: Buffer) => {
    drained += chunk.length
    if (drained > MOST_DRAINED) close()
  })
  req.once('end', close)
  req.once('close', close)
  req.once('error', close)
}
