import { expect, test } from 'vitest'
import { hostCheck, hostName } from './hosts.ts'

const check = (publicUrl?: string) =>
  hostCheck(publicUrl ? new URL(publicUrl) : undefined, () => ['localhost', '127.0.0.1', '::1', 'office-pc', '192.168.1.5'])

test.each([
  ['localhost:3000', true],
  ['LOCALHOST', true],
  ['127.0.0.1:3000', true],
  ['[::1]:3000', true],
  ['192.168.1.5', true],
  ['office-pc:8080', true],
  ['evil.example', false],
  ['localhost.evil.example', false],
  ['evil.example:3000', false],
  ['localhost@evil.example', false],
  ['localhost:3000, evil', false],
  ['localhost:99999', false],
  ['localhost/x', false],
  ['crm.example', false],
  ['', false],
  [undefined, false],
])('host %s: %s', (host, accepted) => {
  expect(check()(host)).toBe(accepted)
})

test('PUBLIC_URL is accepted with its own port only', () => {
  expect(check('https://crm.example')('crm.example')).toBe(true)
  expect(check('https://crm.example:8443')('crm.example:8443')).toBe(true)
  expect(check('https://crm.example')('crm.example:444')).toBe(false)
})

test('an address that came up later is noticed, but looked for at most every 10 s', () => {
  let at = 0
  let names = ['localhost']
  const accepted = hostCheck(
    undefined,
    () => names,
    () => at,
  )
  names = ['localhost', '10.0.0.7']
  expect(accepted('10.0.0.7')).toBe(false)
  at = 10_001
  expect(accepted('10.0.0.7')).toBe(true)
})

test('a host name is read without port and brackets', () => {
  expect(hostName('[FE80::1]:80')).toBe('fe80::1')
  expect(hostName('a b')).toBeUndefined()
})
