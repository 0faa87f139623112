import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { signIn, visitor } from './http/client.ts'

export const ADMIN = { login: 'admin', password: 'Xiamen#2048zu' }
export type House = Awaited<ReturnType<typeof openHouse>>

/** The built server on a fresh data folder and a port of its own, as `npm start` runs it; `stop` ends it and takes the folder away. */
export async function openHouse(env: Record<string, string> = {}, data = mkdtempSync(join(tmpdir(), 'kehu-'))) {
  const { DATABASE_FILE: _, NEXTAUTH_SECRET: __, ...own } = process.env
  const child = spawn(process.execPath, ['server.ts'], {
    env: { ...own, NODE_ENV: 'production', SEARCH_LIMIT: '0', ...env, DATA_DIR: data, PORT: '0', HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = listen(child)
  const base = await said.until(/http:\/\/127\.0\.0\.1:\d+/)
  return {
    base,
    data,
    said: said.text,
    setUpKey: () => said.until(/(?<=setup\?key=)[\w-]+/),
    stop: (keep = false) => end(child, data, keep),
  }
}

/** A house that is set up, by the page itself, and its administrator, signed in without scripts. */
export async function aHouse({ demo = false, env = {} }: { demo?: boolean; env?: Record<string, string> } = {}) {
  const house = await openHouse(env)
  const admin = visitor(house.base)
  const page = await admin.get(`/setup?key=${await house.setUpKey()}`)
  const answer = await admin.submit(
    page,
    { id: 'setup' },
    {
      companyName: '恒屹精密机械有限公司',
      name: '周岚',
      login: ADMIN.login,
      password: ADMIN.password,
      again: ADMIN.password,
      ...(demo && { demo: '1' }),
    },
  )
  if (!answer.text.includes('周岚')) throw new Error(`set-up failed: ${answer.status} ${answer.url}`)
  if (demo) await workDone(house.data)
  return { ...house, admin, as: (login: string) => signIn(house.base, login, ADMIN.password) }
}

/** What the example company asks of the machine (labels, a report, a strategy) is worked out: from here on nothing moves by itself. */
async function workDone(data: string) {
  const db = new Database(join(data, 'crm.db'), { readonly: true })
  const open = db.prepare("select count(*) from job_runs where period like 'asked %' and status <> 'done'").pluck()
  while (open.get() !== 0) await setTimeout(100)
  db.close()
}

function listen(child: ChildProcess) {
  let heard = ''
  const text = () => heard
  const waiting = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      heard += chunk
      for (const look of waiting) look()
    })
  const until = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const [found] = pattern.exec(heard) ?? []
        if (found) {
          waiting.delete(look)
          resolve(found)
        }
      }
      waiting.add(look)
      child.once('exit', () => reject(new Error(`the server ended: ${heard.slice(-2000)}`)))
      look()
    })
  return { text, until }
}

function end(child: ChildProcess, data: string, keep: boolean) {
  return new Promise<void>((resolve) => {
    child.once('exit', () => {
      if (!keep) rmSync(data, { recursive: true, force: true })
      resolve()
    })
    child.kill('SIGTERM')
  })
}
