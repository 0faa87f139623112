import fc from 'fast-check'
import { expect, test } from 'vitest'
import { guard, unguard } from './formula-guard.ts'

test.each([
  '=1+1',
  '+1',
  '-1+2',
  '@SUM(A1)',
  '\tx',
  '\rx',
  ' =1',
  '\n=1',
  '\u00a0=1',
  '\u200b=1',
  '\ufeff=1',
  '\u3000＝1',
  '\u3164=1',
  '\u0000=1',
  "'=1",
  "''=1",
  '+86 13800138000',
  '+86-138-0013-8000',
  '-1-cmd',
  '-',
  '--5',
])('%j is defused and comes back', (cell) => {
  expect(guard(cell)).toBe(`'${cell}`)
  expect(unguard(guard(cell))).toBe(cell)
})

test.each(['', '张三', '-12.50', '-1,234', '-5%', '13800138000', "'quoted'", 'a=b', ' x', '010-12345678', 'x@y.cn'])(
  '%j stays as it is',
  (cell) => {
    expect(guard(cell)).toBe(cell)
    expect(unguard(cell)).toBe(cell)
  },
)

test('no guarded cell starts a formula, and unguard undoes guard, whatever is written', () => {
  const unit = fc.oneof(fc.constantFrom(...'=+-@\t\r\n \'"\u200b\u3000＝12,.%a'), fc.string({ unit: 'grapheme', maxLength: 1 }))
  fc.assert(
    fc.property(fc.array(unit), (units) => {
      const cell = units.join('')
      expect(unguard(guard(cell))).toBe(cell)
      expect(guard(cell)).not.toMatch(/^[\s\p{C}]*(?:[=+@]|-(?!\d[\d,]*(?:\.\d+)?%?$))/u)
    }),
    { numRuns: 2000 },
  )
})
