import { Agent } from 'node:http'
import { exchange } from './load.ts'

export type Waits = { longest: number; p95: number; count: number }

const MOST_MS = 900_000

/** Asks for a path again and again, whether or not the last answer has come, until the work is done: how long somebody had to wait meanwhile. */
export async function waitsDuring(
  base: string,
  work: Promise<unknown>,
  { path = '/health', cookie, every = 10 }: { path?: string; cookie?: string; every?: number } = {},
): Promise<Waits> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const times: number[] = []
  const pending = new Set<Promise<void>>()
  const began = performance.now()
  let over = false
  const end = work.finally(() => {
    over = true
  })
  end.catch(() => {})
  while (!over && performance.now() - began < MOST_MS) {
    if (pending.size < 64) {
      const at = performance.now()
      const one = exchange(base, agent, { path, cookie })
        .then(
          () => void times.push(performance.now() - at),
          () => {},
        )
        .finally(() => pending.delete(one))
      pending.add(one)
    }
    await new Promise((resolve) => setTimeout(resolve, every))
  }
  await Promise.all(pending)
  agent.destroy()
  await end
  times.sort((a, b) => a - b)
  return { longest: times.at(-1) ?? 0, p95: times[Math.floor(times.length * 0.95)] ?? 0, count: times.length }
}
