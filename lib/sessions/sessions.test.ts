import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { sessions } from '#db/schema/people'
import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { now } from '#lib/kernel/time'
import { unlockUser } from '#lib/users/commands'
import { passwordProblem } from '#lib/users/model'
import { aUser } from '#tests/factories'
import { endSession, failSignIn, startSession } from './commands.ts'
import { blockAfter, FAILURES_PER_ADDRESS, isIdle, waitAfter } from './model.ts'
import { fits, hashPassword, initialPassword } from './passwords.ts'
import { blockedUntil, findSignedIn, isKnownDevice, listOwnSessions } from './queries.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

test.each([
  [1, 0],
  [4, 0],
  [5, 1],
  [6, 2],
  [7, 4],
  [8, 8],
  [9, 15],
  [10, 15],
  [1000, 15],
])('after %i failures one waits %i minutes (D-06)', (failures, minutes) => {
  expect(waitAfter(failures)).toBe(minutes * MINUTE)
})

const account = (count: number, firstAt: number) => ({ key: 'account:a', count, firstAt, blockedUntil: 0 })
const address = (count: number, firstAt: number) => ({ key: 'address:a', count, firstAt, blockedUntil: 0 })
const at = 1_800_000_000_000

test.each([
  ['the first', 'account:a', undefined, { count: 1, firstAt: at, blockedUntil: 0 }],
  ['the fourth', 'account:a', account(3, at - MINUTE), { count: 4, firstAt: at - MINUTE, blockedUntil: 0 }],
  ['the fifth', 'account:a', account(4, at - MINUTE), { count: 5, blockedUntil: at + MINUTE }],
  ['one after a day', 'account:a', account(9, at - 24 * HOUR - 1), { count: 1, firstAt: at, blockedUntil: 0 }],
  ['one within the day', 'account:a', account(9, at - 24 * HOUR), { count: 10, blockedUntil: at + 15 * MINUTE }],
  ['an address on its 49th', 'address:a', address(FAILURES_PER_ADDRESS - 2, at - MINUTE), { count: 49, blockedUntil: 0 }],
  ['an address on its 50th', 'address:a', address(FAILURES_PER_ADDRESS - 1, at - MINUTE), { count: 50, blockedUntil: at - MINUTE + HOUR }],
  ['an address after an hour', 'address:a', address(FAILURES_PER_ADDRESS, at - HOUR - 1), { count: 1, blockedUntil: 0 }],
])('%s failure: %s', (_, key, before, after) => {
  expect(blockAfter(key, before, at)).toMatchObject(after)
})

test.each([
  [30, 30 * MINUTE, false],
  [30, 30 * MINUTE + 1, true],
  [480, 8 * HOUR, false],
])('%i minutes allowed, %i ms away: idle is %s (D-14)', (allowed, away, idle) => {
  expect(isIdle(at - away, allowed, at)).toBe(idle)
})

const start = (userId: number, login: string, sid: string, device = 'd1') =>
  execute(startSession, { job: 'sign-in' }, { userId, login, sid, device, address: '10.0.0.8', userAgent: 'test' }).after
const fail = (login: string) => execute(failSignIn, { job: 'sign-in' }, { login, address: '10.0.0.9' })

test('five failures hold the account back; the administrator can free it', () => {
  const user = aUser('sales')
  const key = `account:${user.login}`
  for (let n = 0; n < 4; n++) fail(user.login)
  expect(blockedUntil(key)).toBe(0)
  fail(user.login)
  expect(blockedUntil(key)).toBeGreaterThan(now())
  execute(unlockUser, aUser('admin'), { id: user.id })
  expect(blockedUntil(key)).toBe(0)
})

test('a right sign-in forgets the failures and remembers the device', () => {
  const user = aUser('sales')
  for (let n = 0; n < 5; n++) fail(user.login)
  start(user.id, user.login, 's-forget', 'laptop')
  expect(blockedUntil(`account:${user.login}`)).toBe(0)
  expect([isKnownDevice(user.id, 'laptop'), isKnownDevice(user.id, 'stranger')]).toEqual([true, false])
})

test('signing out ends this session alone, before the answer leaves (D-03)', () => {
  const user = aUser('sales')
  const { id } = start(user.id, user.login, 's-one')
  start(user.id, user.login, 's-two')
  execute(endSession, { ...user, sessionId: id }, {})
  expect(findSignedIn('s-one')).toBeUndefined()
  expect(findSignedIn('s-two')).toMatchObject({ id: user.id })
  expect(listOwnSessions(grant(user, 'account.read'))).toHaveLength(1)
})

test('an expired session and a deactivated person are strangers', () => {
  const user = aUser('sales')
  const { id } = start(user.id, user.login, 's-old')
  writer().update(sessions).set({ expiresAt: now() }).where(eq(sessions.id, id)).run()
  expect(findSignedIn('s-old')).toBeUndefined()
  expect(findSignedIn('never issued')).toBeUndefined()
})

test('the sessions of others are not listed', () => {
  const [one, other] = [aUser('sales'), aUser('sales')]
  start(other.id, other.login, 's-other')
  expect(listOwnSessions(grant(one, 'account.read'))).toEqual([])
  expect(reader().select().from(sessions).where(eq(sessions.userId, other.id)).all()).toHaveLength(1)
})

test('an initial password fits the rule, has nothing to confuse, and never comes twice', () => {
  const passwords = Array.from({ length: 200 }, initialPassword)
  for (const password of passwords) {
    expect(password).toHaveLength(12)
    expect(password).not.toMatch(/[0O1l]/)
    expect(passwordProblem(password, { login: 'limei', name: '李梅', company: '蓝澜电子' })).toBeUndefined()
  }
  expect(new Set(passwords).size).toBe(200)
})

test('a hash fits its password alone, and no hash fits none (D-08)', async () => {
  const hash = await hashPassword('Qx7!vbnmT')
  expect([await fits('Qx7!vbnmT', hash), await fits('Qx7!vbnmt', hash), await fits('Qx7!vbnmT', undefined)]).toEqual([true, false, false])
})
