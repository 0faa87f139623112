import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'
import { bareHeaders } from './outgoing-headers.ts'

const SECOND = 1000
const UPLOAD_IDLE = 30 * SECOND
const ANSWER_IDLE = 120 * SECOND

/** The patience of the server: headers 60 s, a whole upload 10 min, silence within it 30 s, a reader that stops 2 min. */
export function limitPatience(server: Server) {
  server.headersTimeout = 60 * SECOND
  server.requestTimeout = 600 * SECOND
  server.keepAliveTimeout = 30 * SECOND
  server.timeout = ANSWER_IDLE
  server.on('clientError', sayBadRequest)
}

/** While a body comes in, 30 s of silence end the connection. */
export function watchUpload(req: IncomingMessage) {
  const { socket } = req
  socket.setTimeout(UPLOAD_IDLE)
  req.once('end', () => socket.setTimeout(ANSWER_IDLE))
}

const ANSWERS: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

function sayBadRequest(error: NodeJS.ErrnoException, socket: Socket) {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  socket.end(`HTTP/1.1 ${ANSWERS[error.code ?? ''] ?? '400 Bad Request'}\r\n${bareHeaders}Content-Length: 0\r\n\r\n`)
}
