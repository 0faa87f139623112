import { randomUUID } from 'node:crypto'
import Database from 'better-sqlite3'
import { formIn, visitor } from '../http/client.ts'
import { filled, multipart } from '../http/forms.ts'
import { bars } from './bars.ts'
import { load, type Order } from './load.ts'
import { type Figure, figure } from './measure.ts'
import type { Server } from './server.ts'

const CONNECTIONS = 16
const MOST = 4000
const MS = 8000
const PATH = '/customers/new'

/** Posts the customer form over 16 connections, then kills the server without warning and counts what is in the file. */
export async function measureCreates(server: Server, file: string, cookie: string, end: NodeJS.Signals = 'SIGKILL'): Promise<Figure[]> {
  const mark = `压测${Date.now()}`
  const next = await postsOf(server.base, cookie, mark)
  await load(server.base, server.pid, next, 303, { connections: CONNECTIONS, most: 200, ms: 2000 })
  const warm = countCreated(file, mark)
  const { perSecond, p50, p95, p99, cpuMs, count, wrong } = await load(server.base, server.pid, next, 303, {
    connections: CONNECTIONS,
    most: MOST,
    ms: MS,
  })
  await server.stop(end)
  const found = countCreated(file, mark) - warm
  return [
    figure('create', 'customers a second', perSecond, '/s', { ...bars.create, of: 'value' }, `${count} posts, ${wrong} refused`),
    figure('create', 'CPU of one', cpuMs, 'ms'),
    figure('create', 'p50 / p95 / p99', p50, 'ms', undefined, `${p50.toFixed(1)} / ${p95.toFixed(1)} / ${p99.toFixed(1)}`),
    figure(
      'create',
      'missing after kill -9',
      count - wrong - found,
      'rows',
      { of: 'value', most: 0 },
      `${found} found of ${count - wrong} answered`,
    ),
  ]
}

async function postsOf(base: string, cookie: string, mark: string): Promise<(n: number) => Order> {
  const one = visitor(base)
  const page = await one.send(PATH, { headers: { cookie } })
  one.close()
  const form = formIn(page, { has: 'once' })
  const start = Date.now() % 100_000_000
  let serial = 0
  return () => {
    const n = ++serial
    const phone = `199${String((start + n) % 100_000_000).padStart(8, '0')}`
    const values = {
      once: randomUUID(),
      type: 'company',
      name: `苏州${mark}${n}精密机械有限公司`,
      contact: '王建国',
      phone,
      industry: 'C34',
      source: '展会推广',
      level: 'normal',
    }
    const { type, body } = multipart(filled(form, values))
    return { path: PATH, cookie, method: 'POST', headers: { 'content-type': type }, body }
  }
}

function countCreated(file: string, mark: string) {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  const found = db
    .prepare('select count(*) from customers where name like ? and id > (select max(id) from customers) - 20000')
    .pluck()
    .get(`苏州${mark}%`) as number
  db.close()
  return found
}
