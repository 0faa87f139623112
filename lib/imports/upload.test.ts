import { expect, test } from 'vitest'
import { formWithin } from '#app/(desk)/imports/upload/form-within'
import { problemSentence, statusOfProblem } from './problems.ts'

const posted = (type: string, body: string) =>
  new Request('http://x/imports/upload', { method: 'POST', headers: { 'Content-Type': type }, body })
const multipart = 'multipart/form-data; boundary=x'

test.each([
  ['no parts', multipart, 'garbage'],
  ['nothing', multipart, ''],
  ['no boundary', 'multipart/form-data', '--x'],
  ['an empty boundary', 'multipart/form-data; boundary=', '--\r\n'],
  ['a part without an end', multipart, '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nabc'],
  ['a header without an end', multipart, '--x\r\nContent-Disposition: form-data; name="file"; filename="a'],
  ['a part without a name', multipart, '--x\r\n\r\nabc\r\n--x--\r\n'],
  ['another type', 'text/plain', 'abc'],
])('a form with %s is a broken upload, said in words', async (_, type, body) => {
  expect(await formWithin(posted(type, body), 1000)).toBe('broken')
})

test('every problem of an upload has a sentence and a status of the sender’s making', () => {
  expect(['broken', 'too-big', 'busy', 'forbidden', 'quota'].map((word) => statusOfProblem(word as never))).toEqual([
    400, 413, 503, 403, 422,
  ])
  for (const word of ['broken', 'busy', 'quota', 'forbidden', 'long-cell', 'long-title'])
    expect(problemSentence(word)).toMatch(/^[\u4e00-\u9fff]/)
  for (const word of ['constructor', 'toString', '__proto__', 'x']) expect(problemSentence(word)).toBeUndefined()
})
