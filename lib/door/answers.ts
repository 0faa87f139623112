import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Composed, composer } from './composed-pages.ts'
import { acceptedEncoding, encodePage } from './encode-body.ts'
import { endUnread } from './end-unread.ts'
import { statusOfError } from './error-status.ts'
import { wasForbidden } from './forbidden-action.ts'
import type { RefusalPages } from './refusal-pages.ts'
import { refusalSentence, wordsAt } from './refusals.ts'
import type { RequestContext } from './request-context.ts'
import { isUnfinished, serverOnly } from './server-only-html.ts'

export type Exchange = {
  req: IncomingMessage
  res: ServerResponse
  context: RequestContext
  /** Takes a page as it is sent, to give it again. */
  keep?: (page: Composed) => void
}
type AddHeaders = (res: ServerResponse) => void

const ACTION_NOT_FOUND = 'x-nextjs-action-not-found'
// What a page brought along that is not true of the page sent in its place; cookies stay.
const OF_THE_BODY = [
  'content-type',
  'content-length',
  'content-encoding',
  'content-disposition',
  'cache-control',
  'etag',
  'last-modified',
  'link',
  'location',
  'vary',
  'allow',
]
const RETRY_AFTER: Record<number, string> = { 429: '10', 503: '5' }

/** The door's own answers, and what becomes of those the framework gave. */
export function answers(pages: RefusalPages, addHeaders: AddHeaders) {
  const compose = composer()

  async function refuse({ req, res, context }: Exchange, status: number) {
    const words = wordsAt(status, context.url)
    const page = wantsPage(req) ? await pages(words, context.id) : undefined
    // After the wait: the framework may still set its own status when its answer has been taken from it.
    for (const name of OF_THE_BODY) res.removeHeader(name)
    res.statusCode = status
    if (status === 405) res.setHeader('Allow', 'GET, HEAD, POST')
    if (RETRY_AFTER[status]) res.setHeader('Retry-After', RETRY_AFTER[status])
    if (page) sendEncoded(req, res, encodePage(page, encodingFor(req)))
    else sendText(req, res, refusalSentence(words, context.id))
  }

  function sendEncoded(req: IncomingMessage, res: ServerResponse, { body, encoding }: Composed) {
    res.setHeader('Content-Type', 'text/html; charset=utf-8')
    res.setHeader('Vary', 'Accept-Encoding')
    if (encoding) res.setHeader('Content-Encoding', encoding)
    sendBody(req, res, body)
  }

  function sendText(req: IncomingMessage, res: ServerResponse, text: string) {
    res.setHeader('Content-Type', 'text/plain; charset=utf-8')
    sendBody(req, res, Buffer.from(text))
  }

  function sendBody(req: IncomingMessage, res: ServerResponse, body: Buffer) {
    res.setHeader('Content-Length', body.length)
    addHeaders(res)
    endUnread(req, res, body)
  }

  /** Finishes an answer that was held back. */
  function finish(exchange: Exchange, body: Buffer) {
    const { req, res, context } = exchange
    const page = isHtml(res)
    const status = shownStatus(res, body, context.error)
    if (mustBeReplaced(exchange, body, status)) return void refuse(exchange, status)
    for (const name of page ? ['cache-control', 'etag', 'link', 'vary', 'content-length'] : ['content-length']) res.removeHeader(name)
    if (!page || status >= 300) return sendBody(req, res, page ? Buffer.alloc(0) : body)
    const sent = compose(serverOnly(body), context.parts ?? [], encodingFor(req))
    sendEncoded(req, res, sent)
    if (status === 200 && !res.hasHeader('set-cookie')) exchange.keep?.(sent)
  }

  return { refuse, finish, sendEncoded }
}

// A page under an error status, a failure that said nothing itself, a post to an action that is gone.
function mustBeReplaced({ res, context }: Exchange, body: Buffer, status: number) {
  if (status < 400) return false
  return isHtml(res) || res.hasHeader(ACTION_NOT_FOUND) || body.length === 0 || (res.statusCode >= 500 && context.error !== undefined)
}

/** Pages are finished by us; so are failures, and posts to an action this build does not have. */
export const mustBeFinished = (res: ServerResponse) => isHtml(res) || res.statusCode >= 500 || res.hasHeader(ACTION_NOT_FOUND)

const encodingFor = ({ headers }: IncomingMessage) => acceptedEncoding(headers['accept-encoding'])

const isHtml = (res: ServerResponse) => String(res.getHeader('content-type') ?? '').startsWith('text/html')

function shownStatus(res: ServerResponse, body: Buffer, error: unknown) {
  if (res.hasHeader(ACTION_NOT_FOUND)) return 409
  if (res.statusCode === 404 && wasForbidden(res)) return 403
  const status = res.statusCode < 300 && isUnfinished(body) ? 500 : res.statusCode
  return status === 500 && error !== undefined ? statusOfError(error) : status
}

function wantsPage({ headers: { accept } }: IncomingMessage) {
  return accept === undefined || accept.includes('text/html') || accept.includes('*/*')
}
