import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { closeClients, reader } from '#db/client'
import { customers as customerRows, customerTerms } from '#db/schema/customers'
import { followUps, purchases, todos } from '#db/schema/followups'
import { labelCustomers } from '#jobs/tiers'
import { searchIndustries } from '#lib/industries/model'
import { dayOf, now, today } from '#lib/kernel/time'
import { readSettings } from '#lib/settings/queries'
import { startUp } from '#lib/setup/start-up'
import { batchesOf } from './batches.ts'
import { checkSample } from './check.ts'
import type { World } from './customer.ts'
import { insertBatches } from './insert.ts'
import { hirePeople, readStaff } from './people.ts'
import { addTickets } from './tickets.ts'

export type Built = { customers: number; seconds: number; bytes: number; reused: boolean }
type Say = (line: string) => void
type Mark = { customers: number; seconds: number; tickets?: number; tiers?: number }

/** How tickets are built; a folder that was kept with other ones, or none, gets these. */
const TICKETS = 1
/** How labels are worked out, likewise. */
const TIERS = 1
const targets = { customers: customerRows, customerTerms, followUps, todos, purchases }

/** A data folder with so many customers in it; one that was kept from an earlier run is taken as it is. `DATA_DIR` must point there. */
export async function buildData(root: string, folder: string, customers: number, say: Say): Promise<Built> {
  const mark = join(folder, 'bench.json')
  const database = join(folder, 'crm.db')
  const kept = existsSync(mark) ? (JSON.parse(readFileSync(mark, 'utf8')) as Mark) : undefined
  if (kept && kept.customers !== customers) throw new Error(`the folder holds ${kept.customers} customers, not ${customers}`)
  if (kept?.tickets === TICKETS && kept.tiers === TIERS)
    return { customers, seconds: kept.seconds, bytes: statSync(database).size, reused: true }
  if (!kept && existsSync(database))
    throw new Error(`${folder} holds data that this bench did not build, or not to its end; name another folder`)
  mkdirSync(folder, { recursive: true })
  // What breaks off halfway is not taken for whole.
  rmSync(mark, { force: true })
  const began = performance.now()
  const { stop } = startUp(root, process.env as Record<string, string | undefined>, say)
  if (!kept) await addCustomers(database, customers, say)
  if (kept?.tickets !== TICKETS) await addTickets(database, customers, progress('tickets', customers / 2, say))
  await addTiers(say)
  stop()
  const seconds = (kept?.seconds ?? 0) + (performance.now() - began) / 1000
  writeFileSync(mark, JSON.stringify({ customers, seconds, tickets: TICKETS, tiers: TIERS } satisfies Mark))
  return { customers, seconds, bytes: statSync(database).size, reused: kept !== undefined }
}

// The product's own first run, which gives most labels there are.
async function addTiers(say: Say) {
  const at = now()
  const began = performance.now()
  const said = await labelCustomers({ at, period: dayOf(at), signal: new AbortController().signal })
  closeClients()
  say(`labelled ${said} in ${((performance.now() - began) / 1000).toFixed(1)} s`)
}

async function addCustomers(database: string, customers: number, say: Say) {
  await hirePeople()
  const world = worldOf(customers)
  closeClients()
  await insertBatches(database, targets, batchesOf({ of: 'customers', world }, customers), progress('customers', customers, say))
  noteSerials(database, world)
  checkSample(database, world)
}

function worldOf(customers: number): World {
  const divisions = searchIndustries('', 1000).flatMap(({ code }) => (code.length > 1 ? [code] : []))
  // Manufacturing, trade and software first: most customers are there.
  const common = ['C34', 'C39', 'I65', 'F51', 'C35', 'C38', 'E48', 'C36', 'G54', 'L72', 'C27', 'F52']
  const sources = Object.values(readSettings(reader()).sources).flat()
  return {
    customers,
    at: now(),
    today: today(),
    staff: readStaff(),
    sources,
    divisions: [...common, ...divisions.filter((code) => !common.includes(code))],
  }
}

// The next numbers the product gives out lie behind those that were given here.
function noteSerials(database: string, { customers, today }: World) {
  const db = new Database(database)
  const years = [0, 1, 2, 3, 4].map((back) => Number(today.slice(0, 4)) - back)
  const keys = [...years.flatMap((year) => [`Q${year}`, `G${year}`]), `G${today.replaceAll('-', '')}`]
  for (const key of keys) db.prepare('insert or replace into serials (key, last) values (?, ?)').run(key, customers * 16)
  db.close()
}

function progress(what: string, total: number, say: Say) {
  const step = Math.max(total / 10, 10_000)
  let next = step
  return (done: number) => {
    if (done < next) return
    say(`built ${done.toLocaleString('en-US')} ${what}`)
    next += step
  }
}
