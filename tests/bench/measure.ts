import Database from 'better-sqlite3'
import { type Bar, holds, inWords, type Verdict } from './bars.ts'
import { type Bounds, load, type Times } from './load.ts'
import type { Server } from './server.ts'

/** A page to be measured: who asks, for what, and what must hold. */
export type Page = {
  group: string
  name: string
  who: string
  path: string
  cookie?: string
  bars?: Bar[]
  thorough?: boolean
  /** Asked for again and again while somebody writes each second, so that the front door may give what it kept; else every request is made afresh. */
  again?: boolean
  /** Another address for each request, so that nothing reads as before. */
  each?: (n: number) => string
  status?: number
}
export type PageRow = Omit<Page, 'cookie' | 'bars' | 'thorough' | 'again' | 'each'> & {
  one: Times
  sixteen: Times
  bars: { bar: string; verdict: Verdict }[]
  wrong: number
}
/** One figure of a job or of the whole. */
export type Figure = {
  group: string
  name: string
  value: number | undefined
  unit: string
  note?: string
  bar?: string
  verdict?: Verdict
}

// A server of some minutes: until a page was made some hundred times, its code is still being compiled beside.
const WARM = { connections: 2, most: 800, ms: 8000 }
const THOROUGH: Record<'one' | 'sixteen', Bounds> = {
  one: { connections: 1, most: 4000, ms: 4000 },
  sixteen: { connections: 16, most: 12_000, ms: 5000 },
}
const QUICK: Record<'one' | 'sixteen', Bounds> = {
  one: { connections: 1, most: 40, ms: 1500 },
  sixteen: { connections: 16, most: 96, ms: 1500 },
}

let asked = 0

// A colleague who saves something each second: nothing that was kept is given after it.
function writeBeside(file: string) {
  const db = new Database(file)
  const save = db.prepare('update settings set id = id')
  const timer = setInterval(() => save.run(), 1000)
  return () => {
    clearInterval(timer)
    db.close()
  }
}

/** Measures one page at one and at sixteen connections, after a few requests to warm up. */
export async function measurePage(
  { base, pid, file }: Server,
  { cookie, bars = [], thorough, again, each, ...page }: Page,
): Promise<PageRow> {
  const { status = 200 } = page
  const order = () => {
    asked++
    return { path: each ? each(asked) : page.path, cookie: again ? cookie : `${cookie ?? ''}; fresh=${asked}` }
  }
  const bounds = thorough ? THOROUGH : QUICK
  const still = again ? writeBeside(file) : () => {}
  await load(base, pid, order, status, thorough ? WARM : { ...WARM, most: 6 })
  const one = await load(base, pid, order, status, bounds.one)
  const sixteen = await load(base, pid, order, status, bounds.sixteen)
  still()
  const figures = { cpuMs: one.cpuMs, p95: one.p95, perSecond: sixteen.perSecond, bytes: one.bytes, value: undefined }
  const judged = bars.map((bar) => ({ bar: inWords(bar), verdict: holds(bar, figures[bar.of]) }))
  return { ...page, one, sixteen, bars: judged, wrong: one.wrong + sixteen.wrong }
}

export const figure = (group: string, name: string, value: number | undefined, unit: string, bar?: Bar, note?: string): Figure => ({
  group,
  name,
  value,
  unit,
  note,
  ...(bar && { bar: inWords(bar), verdict: holds(bar, value) }),
})
