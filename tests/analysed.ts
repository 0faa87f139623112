import { setTimeout } from 'node:timers/promises'
import type { Visitor } from './http/client.ts'

/** Waits until the figures of the customers, which a house with examples works out by itself, stand on their page; returns that page. */
export async function analysed(reader: Visitor): Promise<string> {
  for (let asked = 0; asked < 600; asked++) {
    const { text } = await reader.get('/analysis')
    if (text.includes('统计于') && !text.includes('正在统计')) return text
    await setTimeout(100)
  }
  throw new Error('the figures were not worked out')
}
