import { expect, test } from 'vitest'
import { customerFields } from '#components/customers/fields'
import { inputsOf } from '#components/ui/field-spec'
import { createFollowUp } from '../followups/commands.ts'
import { createCustomer } from './commands.ts'
import { customerDictionary, followUpDictionary } from './dictionary.ts'

const choices = { types: {}, levels: {}, potentials: {}, sources: {}, industries: [], owners: [{ id: 1, name: '李梅' }] }
const inputs = inputsOf(customerFields(choices))
const keysOf = (entries: { key: string; required: string }[]) => entries.filter(({ required }) => required !== '自动').map(({ key }) => key)
const required = (entries: { key: string; required: string }[]) => entries.filter((entry) => entry.required === '是').map(({ key }) => key)

test('the dictionary holds every field of the form, and none that is not there (S0-58)', () => {
  expect(keysOf(customerDictionary()).toSorted()).toEqual(inputs.map(({ name }) => name).toSorted())
  const known = Object.keys((createFollowUp.input as unknown as { shape: object }).shape)
  expect(keysOf(followUpDictionary()).toSorted()).toEqual(known.toSorted())
})

test('what it calls mandatory is what the form marks and what validation refuses to miss', () => {
  const marked = inputs.filter((one) => one.required).map(({ name }) => name)
  expect(required(customerDictionary())).toEqual(['type', 'name', 'contact', 'phone', 'industry', 'source'])
  expect(required(customerDictionary()).toSorted()).toEqual(marked.toSorted())
  expect(required(followUpDictionary())).toEqual(['customerId', 'occurredAt', 'method', 'content'])
})

test('its samples are such as a form would take, but for what is shown masked', () => {
  const sample = Object.fromEntries(customerDictionary().map(({ key, sample }) => [key, sample]))
  const { number: _, ownerId: __, ...typed } = sample
  const shown = {
    ...typed,
    type: 'company',
    level: 'normal',
    potential: 'A',
    contact: '张三',
    phone: '13812345678',
    email: 'z@example.com',
  }
  expect(createCustomer.input.safeParse(shown).error).toBeUndefined()
  const followUp = Object.fromEntries(followUpDictionary().map(({ key, sample }) => [key, sample]))
  const { number: ___, followerId, createdAt, ...said } = followUp
  const told = {
    ...said,
    customerId: 1,
    doneTodoId: '',
    method: 'phone',
    contentType: 'value',
    occurredAt: said.occurredAt?.replace(' ', 'T'),
  }
  expect(createFollowUp.input.safeParse(told).error).toBeUndefined()
  expect([followerId, createdAt]).toEqual(['李*', expect.any(String)])
})

test('every line says what the field is called, of which kind, for what, and shows one', () => {
  for (const entry of [...customerDictionary(), ...followUpDictionary()])
    for (const [part, text] of Object.entries(entry))
      expect(text, `${entry.key} ${part}`).toMatch(part === 'key' ? /./ : /[\p{Script=Han}\d@]/u)
})
