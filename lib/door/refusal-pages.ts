import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { holdResponse } from './hold-response.ts'
import { REFERENCE_SLOT, refusalSentence, refusals, spokenStatus } from './refusals.ts'
import { withRequest } from './request-context.ts'
import { serverOnly, withParts } from './server-only-html.ts'

export type Handler = (req: IncomingMessage, res: ServerResponse) => unknown
export type RefusalPages = (status: number, reference: string) => Promise<Buffer>

/** Our own page for a refused request, rendered by the framework once and kept; a plain one when even that fails. */
export function refusalPages(render: Handler, dev: boolean): RefusalPages {
  const kept = new Map<number, string>()
  return async (status, reference) => {
    const spoken = spokenStatus(status)
    const page = kept.get(spoken) ?? (await rendered(render, spoken))
    if (page && !dev) kept.set(spoken, page)
    return Buffer.from(page?.replaceAll(REFERENCE_SLOT, reference) ?? plainPage(spoken, reference))
  }
}

/** What is shown before the framework is up, or when it cannot render any more. */
export function plainPage(status: number, reference: string) {
  const { title } = refusals[spokenStatus(status)]!
  const sentence = refusalSentence(status, reference)
  return `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title></head><body><main><h1>${title}</h1><p>${sentence}</p><p><a href="/">返回首页</a></p></main></body></html>`
}

// A request that no one sent: no cookie, no person, so the page holds nothing of anybody's.
async function rendered(render: Handler, status: number): Promise<string | undefined> {
  const req = new IncomingMessage(new Socket())
  Object.assign(req, { method: 'GET', url: `/refusal/${status}`, headers: { host: 'localhost' } })
  req.push(null)
  const res = new ServerResponse(req)
  const body = new Promise<Buffer>((resolve) =>
    holdResponse(
      res,
      () => true,
      () => {},
      resolve,
    ),
  )
  const parts: string[] = []
  const context = { id: '', address: '', url: req.url!, parts }
  void Promise.resolve(withRequest(context, () => render(req, res))).catch(() => res.end())
  const page = await body
  return res.statusCode === 200 && page.includes('<main') ? withParts(serverOnly(page), parts).toString('utf8') : undefined
}
