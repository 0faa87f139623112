import { join } from 'node:path'
import { addDays, now, today } from '#lib/kernel/time'
import { monthAfter, monthOf } from '#lib/tickets/figures'
import { signIn, type Visitor } from '../http/client.ts'
import { readKnown } from './asks.ts'
import { bars } from './bars.ts'
import { measureCreates } from './create.ts'
import { PASSWORD } from './data/people.ts'
import { measureImport } from './imports.ts'
import { atRest, measureJob, wishFor, wishForReport, wishForTiers } from './jobs.ts'
import { load } from './load.ts'
import { type Figure, figure, measurePage, type PageRow } from './measure.ts'
import type { Options } from './options.ts'
import { paceNow } from './pace.ts'
import { type People, pagesOf } from './pages.ts'
import { explainLists, type Plan } from './plans.ts'
import { isOver, overLine } from './report.ts'
import { memoryOf, type Server, startServer } from './server.ts'
import { readKnownTickets } from './ticket-asks.ts'
import { ticketPages } from './ticket-pages.ts'
import { measureVisit } from './visit.ts'

type Say = (line: string) => void
type Measured = { pages: PageRow[]; figures: Figure[]; plans: Plan[] }

const RECENT_DAYS = 90
const LONG_DAYS = 640
const logins = { admin: 'admin', manager: 'manager1', sales: 'sales1', head: 'service.lead', engineer: 'engineer1' }

/** Everything that is measured on one data set, one thing after the other: two cores measure nothing well side by side. */
export async function runBench(root: string, folder: string, { customers, only, imports, profile }: Options, say: Say): Promise<Measured> {
  const wants = (group: string) => only.length === 0 || only.includes(group)
  const file = join(folder, 'crm.db')
  const known = readKnown(file, today(), addDays(today(), -RECENT_DAYS))
  const knownTickets = readKnownTickets(file, { today: today(), since: known.since, longSince: addDays(today(), -LONG_DAYS) })
  const figures: Figure[] = [paceNow('before')]
  if (wants('start')) figures.push(await measureStart(root, folder))
  // What is due is told first, so that it does not happen in the middle of another measurement.
  const due = ['reminders', 'tickets'].map((job) => [job, wishFor(file, job)] as const)
  const server = await startServer(root, folder, profile)
  try {
    say('signing in')
    figures.push(...(await Promise.all(due.map(([job, period]) => measureJob(server.base, file, job, period)))).flat())
    say('waiting for what the night left to do')
    await atRest(file)
    const people = await cookiesOf(server.base)
    await warmUp(server, people.admin)
    if (wants('visit')) figures.push(...(await measureVisit(server.base, people.admin)))
    const pages: PageRow[] = []
    for (const page of [...pagesOf(known, people, customers), ...ticketPages(knownTickets, people)].filter(({ group }) => wants(group))) {
      if (page.group !== pages.at(-1)?.group) say(`measuring ${page.group}`)
      const row = await measurePage(server, page)
      pages.push(row)
      if (isOver(row)) say(`over: ${overLine(row)}`)
    }
    if (wants('jobs')) {
      say('measuring a backup, which begins within a minute')
      figures.push(...(await measureJob(server.base, file, 'backup', wishFor(file, 'backup'))))
      say('measuring the report of the month before, which begins within a minute')
      const asked = wishForReport(file, monthAfter(monthOf(now()), -1))
      figures.push(...(await measureJob(server.base, file, 'monthly-report', asked, bars.reportSeconds)))
    }
    if (wants('tiers')) {
      say('measuring a run over all labels, which begins within a minute')
      figures.push(...(await measureJob(server.base, file, 'tiers', wishForTiers(file), bars.tierSeconds)))
      figures.push(...(await measureJob(server.base, file, 'analysis', wishFor(file, 'analysis'))))
    }
    if (imports) figures.push(...(await measureImport(server.base, logins.admin, PASSWORD, people.sales, say)))
    figures.push(...memoryFigures(server), paceNow('after'))
    if (wants('create')) {
      say('measuring creates')
      figures.push(...(await measureCreates(server, file, people.sales, profile ? 'SIGTERM' : 'SIGKILL')))
    }
    await server.stop()
    if (wants('plans')) say('explaining the lists')
    return { pages, figures, plans: wants('plans') ? explainLists(file, known, knownTickets, customers) : [] }
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
  const { admin, manager, sales, head, engineer } = logins
  return {
    admin: await cookieOf(admin),
    manager: await cookieOf(manager),
    sales: await cookieOf(sales),
    head: await cookieOf(head),
    engineer: await cookieOf(engineer),
  }
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
