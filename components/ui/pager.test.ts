import { expect, test } from 'vitest'
import { markupOf } from './markup.ts'
import { Pager } from './pager.tsx'

const place = { path: '/customers', query: {} }
const shown = (props: Partial<Parameters<typeof Pager>[0]>) =>
  markupOf(Pager({ place, page: 1, size: 50, total: 10_000, unit: '位', ...props }))

test('beyond what a list turns to, it says so instead of leading on', () => {
  const end = shown({ page: 200, capped: true })
  expect(end).toContain('第 9,951 – 10,000 位，共 10,000+ 位')
  expect(end).toContain('只能翻到这里')
  expect(end).not.toContain('page=201')
  expect(shown({ page: 199, capped: true })).toMatch(/page=200[^>]*rel="next"/)
  expect(shown({ page: 199, capped: true })).not.toContain('只能翻到这里')
})

test('the last page of a whole list is just its last', () => {
  expect(shown({ page: 200 })).not.toContain('只能翻到这里')
  expect(shown({ page: 1 })).toContain('page=200')
})

test('a list may turn less far than it counts', () => {
  const walked = shown({ total: 400_000, last: 200, page: 200 })
  expect(walked).toContain('共 400,000 位')
  expect(walked).toContain('只能翻到这里')
})
