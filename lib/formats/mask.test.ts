import { expect, test } from 'vitest'
import { maskEmail, maskName, surname } from './mask.ts'

test.each([
  ['张伟', '张*'],
  ['欧阳娜娜', '欧阳*'],
  ['欧阳', '欧*'],
  ['李', '李*'],
  ['𠮷野', '𠮷*'],
  ['Zhang Wei', 'Z*'],
  ['', ''],
])('%s is shown as %s', (name, masked) => {
  expect(maskName(name)).toBe(masked)
})

test('a surname may have two characters', () => {
  expect(['司马光', '王小明', 'John Smith'].map(surname)).toEqual(['司马', '王', 'John'])
})

test.each([
  ['zhang@x.com', 'z***@x.com'],
  ['a@b@x.cn', 'a***@x.cn'],
  ['nobody', '***'],
  ['@x.cn', '***'],
  ['', ''],
])('%s is shown as %s', (email, masked) => {
  expect(maskEmail(email)).toBe(masked)
})
