import { expect, test, vi } from 'vitest'
import { describeError } from './describe-error.ts'
import { statusOfError } from './error-status.ts'
import { log, logConsole } from './log.ts'
import { noteRequestError, type RequestContext, withRequest } from './request-context.ts'
import { pathOf } from './visit.ts'

test('the log hears of an error without the values it carried (I-08)', () => {
  const cause = Object.assign(new Error('UNIQUE constraint failed: customers.phone'), { code: 'SQLITE_CONSTRAINT_UNIQUE' })
  const said = JSON.stringify(describeError(new Error('Failed query: insert into customers\nparams: 13812345678,王芳', { cause })))
  expect(said).toContain('SQLITE_CONSTRAINT_UNIQUE')
  expect(said).toContain('insert into customers')
  expect(said).not.toMatch(/13812345678|王芳/)
  expect(JSON.stringify(describeError(new Error('no mail to a@b.cn or 13812345678')))).not.toMatch(/a@b|138123/)
})

test('an error that a library prints is logged once, with its request, and kept for the door', () => {
  const written = vi.spyOn(log, 'error').mockReturnValue(undefined)
  const printed = { ...console }
  logConsole()
  const context: RequestContext = { id: 'abc', address: '', url: '/' }
  const error = new Error('boom')
  withRequest(context, () => {
    console.error('⨯', error)
    noteRequestError(error)
  })
  Object.assign(console, printed)
  expect(written.mock.calls).toEqual([[{ id: 'abc', error: expect.objectContaining({ message: 'boom' }) }, 'error']])
  expect(context.error).toBe(error)
})

test('anything can be thrown', () => {
  expect(describeError('text')).toEqual({ type: 'string', message: 'not an error object', at: [] })
  expect(statusOfError(undefined)).toBe(500)
})

test.each([
  ['SQLITE_BUSY', 503],
  ['SQLITE_BUSY_SNAPSHOT', 503],
  ['SQLITE_FULL', 507],
  ['SQLITE_IOERR_WRITE', 507],
  ['ENOSPC', 507],
  ['EFBIG', 507],
  ['SQLITE_CORRUPT', 500],
])('%s is shown as %i', (code, status) => {
  expect(statusOfError(new Error('outer', { cause: Object.assign(new Error(code), { code }) }))).toBe(status)
})

test('an error that names its status is shown under it', () => {
  expect(statusOfError(Object.assign(new Error('no'), { status: 409 }))).toBe(409)
  expect(statusOfError(Object.assign(new Error('odd'), { status: 200 }))).toBe(500)
})

test('the log keeps paths, but neither queries nor tokens', () => {
  expect(pathOf('/customers/12?q=13812345678')).toBe('/customers/12')
  expect(pathOf(`/calendar/${'k'.repeat(43)}.ics`)).toBe('/calendar/…')
})
