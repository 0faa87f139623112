import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { closeClients, reader } from '#db/client'
import { searchIndustries } from '#lib/industries/model'
import { now, today } from '#lib/kernel/time'
import { readSettings } from '#lib/settings/queries'
import { startUp } from '#lib/setup/start-up'
import { batchesOf } from './batches.ts'
import { checkSample } from './check.ts'
import type { World } from './customer.ts'
import { insertBatches } from './insert.ts'
import { hirePeople, readStaff } from './people.ts'

export type Built = { customers: number; seconds: number; bytes: number; reused: boolean }
type Say = (line: string) => void

/** A data folder with so many customers in it; one that was kept from an earlier run is taken as it is. `DATA_DIR` must point there. */
export async function buildData(root: string, folder: string, customers: number, say: Say): Promise<Built> {
  const mark = join(folder, 'bench.json')
  const database = join(folder, 'crm.db')
  if (existsSync(mark)) return reuse(mark, database, customers)
  if (existsSync(database)) throw new Error(`${folder} holds data that this bench did not build; name another folder`)
  mkdirSync(folder, { recursive: true })
  const began = performance.now()
  const { stop } = startUp(root, process.env as Record<string, string | undefined>, say)
  await hirePeople()
  const world = worldOf(customers)
  closeClients()
  await insertBatches(database, batchesOf(world), progress(customers, say))
  noteSerials(database, world)
  checkSample(database, world)
  stop()
  const seconds = (performance.now() - began) / 1000
  writeFileSync(mark, JSON.stringify({ customers, seconds }))
  return { customers, seconds, bytes: statSync(database).size, reused: false }
}

function reuse(mark: string, database: string, customers: number): Built {
  const kept = JSON.parse(readFileSync(mark, 'utf8')) as { customers: number; seconds: number }
  if (kept.customers !== customers) throw new Error(`the folder holds ${kept.customers} customers, not ${customers}`)
  return { ...kept, bytes: statSync(database).size, reused: true }
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

function progress(customers: number, say: Say) {
  const step = Math.max(customers / 10, 10_000)
  let next = step
  return (done: number) => {
    if (done < next) return
    say(`built ${done.toLocaleString('en-US')} customers`)
    next += step
  }
}
