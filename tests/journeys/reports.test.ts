import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../house.ts'
import { type Visitor, visitor } from '../http/client.ts'
import { textOfPdf } from '../pdf-text.ts'

let house: Awaited<ReturnType<typeof aHouse>>
let desk: Visitor
beforeAll(async () => {
  house = await aHouse({ demo: true })
  desk = await house.as('desk')
})
afterAll(() => house?.stop())

const ways = ['/reports/1/pdf', '/reports/1/xlsx']
const lastMonth = () => {
  const at = new Date()
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - 1, 1)).toISOString().slice(0, 7)
}

async function listed(until: (text: string) => boolean) {
  for (let asked = 0; asked < 200; asked++) {
    const { text } = await desk.get('/reports')
    if (until(text)) return text
    await setTimeout(100)
  }
  throw new Error('the report was not made')
}

// The example company has asked for one already.
test('asked for by hand, the report is made once more, and stands in the list', async () => {
  expect((await desk.get('/reports')).text).toContain('1 份')
  await desk.submit(await desk.get('/reports?make=1'), { id: 'make-form' }, { month: lastMonth() })
  expect(await listed((text) => text.includes('href="/reports/2"'))).toContain(lastMonth())
})

test('a month that cannot be is refused at its field, and nothing is made', async () => {
  for (const month of ['2026-13', '9999-01', 'abc', '']) {
    const answer = await desk.submit(await desk.get('/reports?make=1'), { id: 'make-form' }, { month })
    expect(answer.text).toMatch(/class="[^"]*wrong|role="alert"/)
  }
  expect((await desk.get('/reports/3')).status).toBe(404)
})

test('the paper says what the page says, who took it and when, and each download is on record (S0-48, N-14)', async () => {
  const page = (await desk.get('/reports/1')).text.replace(/<[^>]+>/g, ' ')
  const answer = await desk.send('/reports/1/pdf')
  expect(answer.headers['content-type']).toBe('application/pdf')
  expect(answer.headers['content-disposition']).toMatch(/^attachment/)
  expect(answer.headers['cache-control']).toContain('no-store')
  const paper = textOfPdf(answer.body).flat().join('\n')
  expect(paper).toContain('投诉')
  expect(paper).toContain('下载：')
  for (const code of page.match(/\b[A-Z]\d?-\d+\b/g)?.slice(0, 5) ?? []) expect(paper).toContain(code)
  expect((await desk.get('/reports/1')).text).toContain('何静')
})

test('the sheet is a sheet', async () => {
  const { body, headers } = await desk.send('/reports/1/xlsx')
  expect(headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  expect(body.subarray(0, 2).toString()).toBe('PK')
})

describe('who may not', () => {
  test.each(ways)('a stranger gets 401 from %s', async (way) => {
    const one = visitor(house.base)
    expect((await one.send(way)).status).toBe(401)
    one.close()
  })
  test.each(ways)('sales and technicians get 403 from %s', async (way) => {
    for (const login of ['sales1', 'tech1']) expect((await (await house.as(login)).send(way)).status).toBe(403)
  })
  test('a report that is not there is 404, whatever its number looks like', async () => {
    for (const id of ['99', '0', '-1', '1.5', 'x', '9'.repeat(30)]) expect((await desk.send(`/reports/${id}/pdf`)).status).toBe(404)
  })
  test('sales get the 403 page for the list', async () => expect((await (await house.as('sales1')).send('/reports')).status).toBe(403))
})
