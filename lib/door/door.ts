import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { BlockList } from 'node:net'
import { inside, writable } from '../aside/gate.ts'
import { type AdmissionRules, admit } from './admission.ts'
import { answers, type Exchange, mustBeFinished } from './answers.ts'
import { bodyLimit } from './body-limits.ts'
import { acceptedEncoding } from './encode-body.ts'
import { watchForbidden } from './forbidden-action.ts'
import { isChunked, readBody, withBody } from './form-body.ts'
import { health, type Phase } from './health.ts'
import { holdResponse } from './hold-response.ts'
import { hostCheck } from './hosts.ts'
import { replaceInternalHeaders } from './incoming-headers.ts'
import { keptPages } from './kept-pages.ts'
import { logError } from './log.ts'
import { securityHeaders } from './outgoing-headers.ts'
import { peerOf } from './peers.ts'
import { type Handler, plainPage, refusalPages } from './refusal-pages.ts'
import { withRequest } from './request-context.ts'
import { searchLimit, strangerLimit } from './search-limit.ts'
import { watchUpload } from './slow-clients.ts'
import { staticFiles } from './static-files.ts'
import type { Target } from './target.ts'
import { beginVisit, type Visit } from './visit.ts'

export type DoorSettings = {
  root: string
  dev: boolean
  version: string
  publicUrl: URL | undefined
  trusted: BlockList
  /** A session's searches in 10 s; 0 lifts the limit. */
  searches: number
  databaseAnswers: () => boolean
  /** Another number whenever somebody has written to the database. */
  dataVersion: () => number
}
export type Door = { answer: RequestListener; enter(phase: Phase): void }

// So many requests an address in 10 s for pages open to everybody; the look of them is not counted.
const STRANGERS = 30

/** The front door: what belongs to no page. It refuses, or hands the request to the framework and finishes what comes back. */
export function createDoor(render: Handler, settings: DoorSettings): Door {
  let phase: Phase = 'starting'
  const addHeaders = securityHeaders(settings.publicUrl)
  const sendFile = staticFiles(settings.root, settings.dev, addHeaders)
  const pages = refusalPages(render, settings.dev)
  const kept = keptPages(settings.dataVersion)
  const { refuse, finish, sendEncoded } = answers(
    async (status, id) => (phase === 'starting' ? Buffer.from(plainPage(status, id)) : pages(status, id)),
    addHeaders,
  )
  const rules: AdmissionRules = {
    isOurHost: hostCheck(settings.publicUrl),
    publicUrl: settings.publicUrl,
    isTooMuch: searchLimit(settings.searches),
    isTooPushy: strangerLimit(STRANGERS),
  }

  function answer(req: IncomingMessage, res: ServerResponse) {
    const visit = beginVisit(req, res, peerOf(req, settings.trusted))
    const exchange = { req, res, context: visit.context }
    const target = admit(req, visit.peer, rules)
    if (typeof target === 'number') return void refuse(exchange, target)
    if (target.path === '/health') return sendHealth(exchange)
    if (req.method !== 'POST' && sendFile(req, res, target.path, target.query)) return
    if (phase === 'starting') return void refuse(exchange, 503)
    if (phase === 'stopping') res.setHeader('Connection', 'close')
    void letIn(exchange, visit, target)
  }

  async function letIn(exchange: Exchange, visit: Visit, target: Target) {
    // Before its body is waited for: nobody is to blame for silence while the gate is shut.
    if (exchange.req.method === 'POST') await writable()
    const req = await readyRequest(exchange.req, target)
    if (!req) return refuse(exchange, 413)
    req.url = target.url
    // The server leaves out the body of an answer to HEAD; the framework renders it for its length and status.
    if (req.method === 'HEAD') req.method = 'GET'
    replaceInternalHeaders(req.headers, { ...visit.peer, id: visit.context.id, host: forwardedHost(req, visit) })
    if (req.method === 'POST') return inside(() => withRequest(visit.context, () => handOver(exchange, req)))
    if (req.method !== 'GET' || settings.dev) return withRequest(visit.context, () => handOver(exchange, req))
    const key = keyOf(req)
    const page = kept.find(key)
    if (!page) return withRequest(visit.context, () => handOver(keeping(exchange, key), req))
    visit.context.user = page.user
    sendEncoded(req, exchange.res, page)
  }

  function keeping(exchange: Exchange, key: string): Exchange {
    const state = kept.state()
    return {
      ...exchange,
      keep: (sent) => {
        const { keepUntil, user } = exchange.context
        if (keepUntil !== undefined) kept.keep(key, state, { ...sent, user, until: keepUntil })
      },
    }
  }

  async function handOver(exchange: Exchange, req: IncomingMessage) {
    const { res, context } = exchange
    if (req.method === 'POST') watchForbidden(res)
    holdResponse(
      res,
      () => mustBeFinished(res),
      () => addHeaders(res),
      (body) => finish(exchange, body),
    )
    try {
      await render(req, res)
    } catch (error) {
      context.error ??= error
      logError(error, context.id)
      if (res.headersSent) return void res.destroy()
      res.statusCode = 500
      res.end()
    }
  }

  // A page posted from PUBLIC_URL through a proxy that rewrites Host belongs to PUBLIC_URL.
  function forwardedHost({ headers }: IncomingMessage, { peer }: Visit) {
    const { publicUrl } = settings
    return publicUrl && headers.origin === publicUrl.origin ? publicUrl.host : peer.host!
  }

  function sendHealth({ res }: Exchange) {
    const { status, body } = health(phase, settings.version, settings.databaseAnswers)
    res.statusCode = status
    res.setHeader('Content-Type', 'application/json; charset=utf-8')
    res.setHeader('Content-Length', Buffer.byteLength(body))
    addHeaders(res)
    res.end(body)
  }

  return {
    answer,
    enter(next) {
      phase = next
    },
  }
}

// Whatever a page may be made from, beside the database and the clock.
const keyOf = ({ url, headers: { host, cookie, 'accept-encoding': encodings } }: IncomingMessage) =>
  [url, host, cookie, acceptedEncoding(encodings)].join('\n')

// Undefined: a body of unknown length turned out too long.
async function readyRequest(req: IncomingMessage, { path }: Target) {
  if (req.method !== 'POST') return req
  watchUpload(req)
  const { bytes, streamed } = bodyLimit(path)
  if (streamed || !isChunked(req)) return req
  const body = await readBody(req, bytes)
  return body && withBody(req, body)
}
