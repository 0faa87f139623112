import { expect, test } from 'vitest'
import { matched, ownerFor, personOf } from './people.ts'

const admin = {
  id: 7,
  login: 'a',
  name: '管理员',
  role: 'admin',
  departmentId: null,
  may: { 'customer.create': 'all', 'customer.assign': 'all' },
} as const

test.each(['constructor', 'toString', 'hasOwnProperty', '__proto__'])('nobody stands for %s where nobody was chosen', (name) => {
  expect(personOf({}, name)).toBeNull()
  expect(Object.entries(matched([name], []))).toEqual([[name, null]])
  expect(ownerFor(admin, {}, () => true)(name)).toBeNull()
})

test('a chosen colleague stands for the name', () => {
  expect(personOf({ 小王: 3 }, '小王')).toBe(3)
})
