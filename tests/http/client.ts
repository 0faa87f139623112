import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip } from 'node:zlib'
import { type Entry, filled, formsOf, multipart, type PageForm } from './forms.ts'
import { cookieJar, type Jar } from './jar.ts'

export type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer; text: string; url: string }
type Sent = { method?: 'GET' | 'POST'; headers?: Record<string, string>; body?: Buffer }
type Which = { id?: string; has?: string; button?: string }

/** A browser without scripts: it keeps cookies, follows redirects when asked, reads forms and posts them as a person would. */
export type Visitor = ReturnType<typeof visitor>

const unzipped = { br: promisify(brotliDecompress), gzip: promisify(gunzip) }
const MOST_REDIRECTS = 5
const WAIT_MS = 180_000

export function visitor(base: string, jar: Jar = cookieJar()) {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })

  async function send(path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Answer> {
    const cookie = jar.header()
    const own = {
      ...(cookie && { cookie }),
      ...(method === 'POST' && { origin: base }),
      'accept-encoding': 'gzip, br',
      accept: 'text/html',
      ...headers,
    }
    const answer = await exchange(new URL(path, base), agent, { method, headers: own, body })
    jar.take(answer.headers['set-cookie'])
    return answer
  }

  /** Gets a page; redirects are followed. */
  const get = async (path: string): Promise<Answer> => follow(await send(path))

  async function follow(answer: Answer): Promise<Answer> {
    let last = answer
    for (let n = 0; n < MOST_REDIRECTS && isRedirect(last); n++)
      last = await send(new URL(last.headers.location!, last.url).pathname + new URL(last.headers.location!, last.url).search)
    return last
  }

  /** Posts a form of a page with some fields filled in; the answer is the one to the post itself. */
  function post(page: Answer, which: Which, values: Record<string, string | string[] | undefined> = {}): Promise<Answer> {
    const form = formIn(page, which)
    const { type, body } = multipart([...filled(form, values), ...pressed(form, which)])
    const to = new URL(form.action || page.url, page.url)
    return send(to.pathname + to.search, { method: 'POST', headers: { 'content-type': type }, body })
  }

  /** Posts a form and follows where it leads. */
  const submit = async (page: Answer, which: Which, values?: Record<string, string | string[] | undefined>) =>
    follow(await post(page, which, values))

  return { base, jar, send, get, follow, post, submit, close: () => agent.destroy() }
}

/** Signs in by the plain form; throws when the page stays. */
export async function signIn(base: string, login: string, password: string) {
  const one = visitor(base)
  const answer = await one.post(await one.get('/login'), { id: 'login' }, { login, password })
  if (!isRedirect(answer)) throw new Error(`${login} could not sign in: ${answer.status}`)
  return one
}

/** The one form of a page that fits: by id, by the name of a field, by the words on a button. Throws where there is none. */
export function formIn({ text, url }: Pick<Answer, 'text' | 'url'>, { id, has, button }: Which): PageForm {
  const fits = (form: PageForm) =>
    (!id || form.id === id) &&
    (!has || form.entries.some(([name]) => name === has)) &&
    (!button || form.buttons.some((one) => one.text === button))
  const form = formsOf(text).find((one) => one.method === 'post' && fits(one))
  if (!form) throw new Error(`no form ${JSON.stringify({ id, has, button })} on ${url}`)
  return form
}

export const isRedirect = ({ status, headers }: Pick<Answer, 'status' | 'headers'>) =>
  status >= 300 && status < 400 && headers.location !== undefined

function pressed(form: PageForm, { button }: Which): Entry[] {
  const one = form.buttons.find(({ text }) => text === button)
  return one?.name ? [[one.name, one.value]] : []
}

function exchange(url: URL, agent: Agent, { method, headers, body }: Required<Pick<Sent, 'method' | 'headers'>> & Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = method === 'POST' ? { 'content-length': String(body?.length ?? 0) } : {}
    const req = request(url, { agent, method, headers: { ...headers, ...length }, timeout: WAIT_MS }, (res) => {
      const chunks: Buffer[] = []
      res.on('data', (chunk: Buffer) => chunks.push(chunk))
      res.once('error', reject)
      res.once('end', () => {
        const { statusCode = 0, headers } = res
        unpacked(Buffer.concat(chunks), headers['content-encoding']).then(
          (bytes) => resolve({ status: statusCode, headers, body: bytes, text: bytes.toString(), url: url.href }),
          reject,
        )
      })
    })
    req.once('error', reject)
    req.once('timeout', () => req.destroy(new Error(`no answer from ${url.pathname} within ${WAIT_MS / 1000} s`)))
    req.end(body)
  })
}

const unpacked = async (body: Buffer, encoding: string | undefined): Promise<Buffer> =>
  encoding === 'br' || encoding === 'gzip' ? unzipped[encoding](body) : body
