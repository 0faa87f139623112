import { formIn, isRedirect, signIn, type Visitor } from '../http/client.ts'
import { multipartWithFile } from '../http/forms.ts'
import { bars } from './bars.ts'
import { dice, pick } from './data/dice.ts'
import { brandAt, forms, given, prefixes, regions, surnames, trades } from './data/words.ts'
import { type Figure, figure } from './measure.ts'
import { waitsDuring } from './probe.ts'

const ROWS = 100_000
const BAD_EVERY = 100
const LOOK_MS = 250
// Four pages a second: a busy office, not a flood.
const OTHERS_MS = 250
const MOST_MS = 300_000
const HEADER = '客户名称,联系人,联系电话,客户类型,所属行业,客户来源,客户等级,建档日期'

/** Brings in a sheet of 100,000 customers, 1 % of them bad, through the pages as a person would, while another reads the list. */
export async function measureImport(
  base: string,
  login: string,
  password: string,
  other: string,
  say: (line: string) => void,
): Promise<Figure[]> {
  say(`importing ${ROWS} rows`)
  const one = await signIn(base, login, password)
  try {
    let seconds = 0
    let result = ''
    const began = performance.now()
    const work = bringIn(one).then((text) => {
      seconds = (performance.now() - began) / 1000
      result = text
    })
    const { p95, longest, count } = await waitsDuring(base, work, { path: '/customers', cookie: other, every: OTHERS_MS })
    return [
      figure('import', `${ROWS} rows, upload to result`, seconds, 's', bars.importSeconds, result),
      figure('import', "others' p95 meanwhile", p95, 'ms', bars.importOthers, `${count} pages, longest ${Math.round(longest)} ms`),
    ]
  } catch (error) {
    return [figure('import', `${ROWS} rows`, undefined, 's', bars.importSeconds, error instanceof Error ? error.message : String(error))]
  } finally {
    one.close()
  }
}

async function bringIn(one: Visitor): Promise<string> {
  const page = await one.get('/imports/new')
  const form = formIn(page, { has: 'target' })
  const bytes = Buffer.from(`\ufeff${sheet()}`)
  const entries = [...form.entries.filter(([name]) => name !== 'target'), ['target', 'customers'] as [string, string]]
  const { type, body } = multipartWithFile(entries, { field: fileFieldOf(page.text), name: 'customers.csv', type: 'text/csv', bytes })
  const uploaded = await one.send(new URL(form.action || page.url, page.url).pathname, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  })
  if (!isRedirect(uploaded)) throw new Error(`the upload was answered with ${uploaded.status}`)
  return untilDone(one, new URL(uploaded.headers.location!, one.base).pathname)
}

// Whatever step the job waits at, its own button leads on.
async function untilDone(one: Visitor, path: string): Promise<string> {
  const until = performance.now() + MOST_MS
  let last = ''
  while (performance.now() < until) {
    const page = await one.get(path)
    const words = page.text.replace(/<[^>]*>/g, ' ')
    if (/导入完成|已完成/.test(words)) return (/导入完成[^。]{0,80}|已完成[^。]{0,80}/.exec(words)?.[0] ?? '').replace(/\s+/g, ' ').trim()
    const button = ['开始导入', '试运行', '开始检查', '确认对应列', '保存对应列'].find(
      (text) => text !== last && page.text.includes(`>${text}<`),
    )
    if (button) {
      last = button
      await one.submit(page, { button })
    } else await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
  throw new Error(`the import at ${path} did not end in ${MOST_MS / 1000} s`)
}

const fileFieldOf = (html: string) =>
  /<input[^>]*type="file"[^>]*name="([^"]+)"|<input[^>]*name="([^"]+)"[^>]*type="file"/.exec(html)?.slice(1).find(Boolean) ?? 'file'

function sheet(): string {
  const roll = dice(100_000)
  const mark = Date.now() % 1_000_000
  const rows = Array.from({ length: ROWS }, (_, n) => {
    const name = pick(roll, regions) + brandAt(Math.floor(roll() * 3000)) + pick(roll, trades) + pick(roll, forms)
    const phone = n % BAD_EVERY === 0 ? '12345' : pick(roll, prefixes) + String((n * 48_271 + mark * 101) % 100_000_000).padStart(8, '0')
    return [name, pick(roll, surnames) + pick(roll, given), phone, '企业客户', '通用设备制造业', '展会推广', '普通客户', '2026-01-15'].join(
      ',',
    )
  })
  return `${HEADER}\r\n${rows.join('\r\n')}\r\n`
}
