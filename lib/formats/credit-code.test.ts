import { expect, test } from 'vitest'
import { isCreditCode, normaliseCreditCode } from './credit-code.ts'

test.each(['91350100M000100Y43'])('%s has its check digit', (code) => {
  expect(isCreditCode(code)).toBe(true)
})

test.each(['91350100M000100Y44', '91350100M000100Y4', '91350100I000100Y43', '', '91350100m000100y43'])('%s is no credit code', (code) => {
  expect(isCreditCode(code)).toBe(false)
})

test('spaces, case and width are put right', () => {
  expect(isCreditCode(normaliseCreditCode('９１350100 m000100y43'))).toBe(true)
})
