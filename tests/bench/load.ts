import { Agent, type IncomingMessage, request } from 'node:http'
import { cpuMs } from './server.ts'

export type Order = { path: string; cookie?: string; method?: 'GET' | 'POST'; headers?: Record<string, string>; body?: Buffer }
export type Times = {
  p50: number
  p95: number
  p99: number
  perSecond: number
  cpuMs: number | undefined
  count: number
  wrong: number
  bytes: number
}
export type Bounds = { connections: number; most: number; ms: number }

const WAIT_MS = 60_000

/** Sends requests over so many connections until the count or the time is used up; a status other than the wanted one counts as wrong. */
export async function load(
  base: string,
  pid: number,
  next: (n: number) => Order | undefined,
  wanted: number,
  { connections, most, ms }: Bounds,
): Promise<Times> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const times: number[] = []
  let [sent, wrong, bytes] = [0, 0, 0]
  const before = cpuMs(pid)
  const began = performance.now()
  const lane = async () => {
    while (sent < most && performance.now() - began < ms) {
      const order = next(sent++)
      if (!order) return
      const at = performance.now()
      const answer = await exchange(base, agent, order)
      times.push(performance.now() - at)
      bytes += answer.bytes
      if (answer.status !== wanted) wrong++
    }
  }
  await Promise.all(Array.from({ length: connections }, lane))
  const passed = performance.now() - began
  const after = cpuMs(pid)
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN
  const cpu = before === undefined || after === undefined ? undefined : (after - before) / times.length
  return {
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    perSecond: (times.length / passed) * 1000,
    cpuMs: cpu,
    count: times.length,
    wrong,
    bytes: bytes / times.length,
  }
}

/** One request; the bytes are those that came over the wire, head and all. */
export function exchange(
  base: string,
  agent: Agent,
  { path, cookie, method = 'GET', headers, body }: Order,
): Promise<{ status: number; bytes: number }> {
  return new Promise((resolve, reject) => {
    const own = {
      'accept-encoding': 'gzip, deflate, br',
      accept: 'text/html',
      ...(cookie && { cookie }),
      ...(method === 'POST' && { origin: base, 'content-length': String(body?.length ?? 0) }),
      ...headers,
    }
    const req = request(new URL(path, base), { agent, method, headers: own, timeout: WAIT_MS }, (res) => {
      let size = headBytes(res)
      res.on('data', (chunk: Buffer) => {
        size += chunk.length
      })
      res.once('error', reject)
      res.once('end', () => resolve({ status: res.statusCode ?? 0, bytes: size }))
    })
    req.once('error', reject)
    req.once('timeout', () => req.destroy(new Error(`no answer from ${path} within ${WAIT_MS / 1000} s`)))
    req.end(body)
  })
}

const headBytes = (res: IncomingMessage) =>
  res.rawHeaders.reduce((sum, part) => sum + Buffer.byteLength(part) + 2, `HTTP/1.1 ${res.statusCode} ${res.statusMessage}\r\n\r\n`.length)
