import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { visitor } from '../http/client.ts'

const { serverFlags } = (await import(new URL('../../lib/setup/launch/commands.mjs', import.meta.url).href)) as { serverFlags: string[] }

export type Server = { base: string; pid: number; file: string; startMs: number; stop(signal?: NodeJS.Signals): Promise<void> }

const START_MS = 180_000
const STOP_MS = 30_000
const LOOK_MS = 5
const TICKS_A_SECOND = 100

/** The production server as a child on a free port of this machine, with the time to its first page. */
export async function startServer(root: string, folder: string, profile?: string): Promise<Server> {
  const port = await freePort()
  const log = openSync(join(folder, 'bench-server.log'), 'w')
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    DATA_DIR: folder,
    HOST: '127.0.0.1',
    PORT: String(port),
    NODE_ENV: 'production',
    SEARCH_LIMIT: '0',
    PUBLIC_URL: '',
  }
  const flags = [...serverFlags, ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [])]
  const began = performance.now()
  const child = spawn(process.execPath, [...flags, 'server.ts'], { cwd: root, env, stdio: ['ignore', log, log] })
  closeSync(log)
  const last = () => void child.kill('SIGKILL')
  process.once('exit', last)
  child.once('exit', () => process.off('exit', last))
  const base = `http://127.0.0.1:${port}`
  await firstPage(child, base, folder)
  return { base, pid: child.pid!, file: join(folder, 'crm.db'), startMs: performance.now() - began, stop: (signal) => stop(child, signal) }
}

async function firstPage(child: ChildProcess, base: string, folder: string) {
  const until = performance.now() + START_MS
  const one = visitor(base)
  try {
    while (performance.now() < until) {
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}; see ${folder}/bench-server.log`)
      const answer = await one.send('/login').catch(() => undefined)
      if (answer?.status === 200) return
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
    }
    throw new Error(`no page within ${START_MS / 1000} s; see ${folder}/bench-server.log`)
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  } finally {
    one.close()
  }
}

async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM') {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
  await gone
  clearTimeout(late)
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => void probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

/** CPU milliseconds a process has used so far, all its threads; undefined where the system does not tell. */
export function cpuMs(pid: number): number | undefined {
  const file = `/proc/${pid}/stat`
  if (!existsSync(file)) return undefined
  // The name in brackets may hold spaces: the fields are counted from behind it.
  const fields = readFileSync(file, 'utf8').split(') ')[1]!.split(' ')
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_A_SECOND
}

/** Memory a process holds now and held at most, in MB; undefined where the system does not tell. */
export function memoryOf(pid: number): { now: number; most: number; own: number } | undefined {
  const file = `/proc/${pid}/status`
  if (!existsSync(file)) return undefined
  const text = readFileSync(file, 'utf8')
  const mb = (key: string) => Math.round(Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0) / 1024)
  return { now: mb('VmRSS'), most: mb('VmHWM'), own: mb('RssAnon') }
}
