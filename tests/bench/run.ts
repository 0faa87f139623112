import { join } from 'node:path'
import { addDays, today } from '#lib/kernel/time'
import { signIn, type Visitor } from '../http/client.ts'
import { readKnown } from './asks.ts'
import { bars } from './bars.ts'
import { measureCreates } from './create.ts'
import { PASSWORD } from './data/people.ts'
import { measureImport } from './imports.ts'
import { measureJob, wishFor } from './jobs.ts'
import { load } from './load.ts'
import { type Figure, figure, measurePage, type PageRow } from './measure.ts'
import type { Options } from './options.ts'
import { paceNow } from './pace.ts'
import { type People, pagesOf } from './pages.ts'
import { explainLists, type Plan } from './plans.ts'
import { isOver, overLine } from './report.ts'
import { memoryOf, type Server, startServer } from './server.ts'
import { measureVisit } from './visit.ts'

type Say = (line: string) => void
type Measured = { pages: PageRow[]; figures: Figure[]; plans: Plan[] }

const RECENT_DAYS = 90
const logins: Record<keyof People, string> = { admin: 'admin', manager: 'manager1', sales: 'sales1' }

/** Everything that is measured on one data set, one thing after the other: two cores measure nothing well side by side. */
export async function runBench(root: string, folder: string, { customers, only, imports, profile }: Options, say: Say): Promise<Measured> {
  const wants = (group: string) => only.length === 0 || only.includes(group)
  const file = join(folder, 'crm.db')
  const known = readKnown(file, today(), addDays(today(), -RECENT_DAYS))
  const figures: Figure[] = [paceNow('before')]
  if (wants('start')) figures.push(await measureStart(root, folder))
  // What is due is told first, so that it does not happen in the middle of another measurement.
  const period = wishFor(file, 'reminders')
  const server = await startServer(root, folder, profile)
  try {
    say('signing in')
    figures.push(...(await measureJob(server.base, file, 'reminders', period)))
    const people = await cookiesOf(server.base)
    await warmUp(server, people.admin)
    if (wants('visit')) figures.push(...(await measureVisit(server.base, people.admin)))
    const pages: PageRow[] = []
    for (const page of pagesOf(known, people, customers).filter(({ group }) => wants(group))) {
      if (page.group !== pages.at(-1)?.group) say(`measuring ${page.group}`)
      const row = await measurePage(server, page)
      pages.push(row)
      if (isOver(row)) say(`over: ${overLine(row)}`)
    }
    if (wants('jobs')) {
      say('measuring a backup, which begins within a minute')
      figures.push(...(await measureJob(server.base, file, 'backup', wishFor(file, 'backup'))))
    }
    if (imports) figures.push(...(await measureImport(server.base, logins.admin, PASSWORD, people.sales, say)))
    figures.push(...memoryFigures(server), paceNow('after'))
    if (wants('create')) {
      say('measuring creates')
      figures.push(...(await measureCreates(server, file, people.sales, profile ? 'SIGTERM' : 'SIGKILL')))
    }
    await server.stop()
    if (wants('plans')) say('explaining the lists')
    return { pages, figures, plans: wants('plans') ? explainLists(file, known, customers) : [] }
  } finally {
    await server.stop('SIGKILL')
  }
}

async function measureStart(root: string, folder: string): Promise<Figure> {
  const server = await startServer(root, folder)
  await server.stop()
  return figure('start', 'start to first page', server.startMs, 'ms', bars.start)
}

async function cookiesOf(base: string): Promise<People> {
  const cookieOf = async (login: string) => {
    const one: Visitor = await signIn(base, login, PASSWORD)
    one.close()
    return one.jar.header()!
  }
  return { admin: await cookieOf(logins.admin), manager: await cookieOf(logins.manager), sales: await cookieOf(logins.sales) }
}

// The compiler of Node needs some hundred runs before it has seen enough.
async function warmUp({ base, pid }: Server, cookie: string) {
  for (const path of ['/customers', '/', '/todos', '/follow-ups'])
    await load(base, pid, () => ({ path, cookie }), 200, { connections: 4, most: 200, ms: 4000 })
}

function memoryFigures({ pid }: Server): Figure[] {
  const memory = memoryOf(pid)
  return [
    figure('memory', 'held now', memory?.now, 'MB', bars.memory, 'pages of the database file that are mapped count too'),
    figure('memory', 'of its own', memory?.own, 'MB'),
    figure('memory', 'at most', memory?.most, 'MB'),
  ]
}
