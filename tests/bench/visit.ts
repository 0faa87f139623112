import { Agent } from 'node:http'
import { visitor } from '../http/client.ts'
import { tagsOf } from '../http/html.ts'
import { bars } from './bars.ts'
import { exchange } from './load.ts'
import { type Figure, figure } from './measure.ts'

/** What a first visit to the list costs on the wire: the page, its styles, its scripts and its icon. */
export async function measureVisit(base: string, cookie: string): Promise<Figure[]> {
  const one = visitor(base)
  const page = await one.send('/customers', { headers: { cookie } })
  one.close()
  const files = [
    ...new Set(
      tagsOf(page.text).flatMap(
        ({ name, attributes }) =>
          (name === 'script'
            ? attributes.src
            : name === 'link' && /stylesheet|icon/.test(attributes.rel ?? '')
              ? attributes.href
              : undefined) ?? [],
      ),
    ),
  ]
  const agent = new Agent({ keepAlive: true })
  const sizes: Figure[] = []
  for (const path of ['/customers', ...files]) {
    const { status, bytes } = await exchange(base, agent, { path, cookie })
    if (status !== 200) throw new Error(`${path} was answered with ${status}`)
    sizes.push(figure('visit', path, bytes, 'bytes'))
  }
  agent.destroy()
  const all = sizes.reduce((sum, { value = 0 }) => sum + value, 0)
  return [figure('visit', 'first visit of the list, all bytes', all, 'bytes', bars.firstVisit), ...sizes]
}
