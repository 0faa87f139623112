import { createHash } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readXlsx } from '#lib/formats/xlsx'
import { analysed } from '../analysed.ts'
import { ADMIN, aHouse } from '../house.ts'
import { type Answer, formIn, signIn, type Visitor } from '../http/client.ts'
import { textOfPdf } from '../pdf-text.ts'

const logins = ['admin', 'boss', 'manager', 'sales1', 'desk', 'agent1', 'tech1', 'ops1', 'finance', 'auditor'] as const
const CANARY = { phone: '13977778888', email: 'canary.bird@example.com', contact: '柳如烟', old: '13966665555', revenue: '98765432' }
const MOST = 260

let house: Awaited<ReturnType<typeof aHouse>>
let before: string

beforeAll(async () => {
  house = await aHouse({ demo: true })
  await plantCanary()
  for (const role of ['finance', 'auditor']) await hire(role)
  await analysed(house.admin)
  before = stateOf(house.data)
})
afterAll(() => house.stop())

/** A customer whose number was changed, handed to sales1: whoever sees it, sees masks. */
async function plantCanary() {
  const owner = /<option value="(\d+)"[^>]*>[^<]*<\/option>/
  const page = await house.admin.get('/customers/new')
  const owners = [...(/name="ownerId".*?<\/select>/s.exec(page.text)?.[0] ?? '').matchAll(new RegExp(owner, 'g'))].map((m) => m[1]!)
  const made = await house.admin.submit(
    page,
    { id: 'customer' },
    {
      type: 'company',
      name: '金丝雀测试有限公司',
      contact: CANARY.contact,
      phone: CANARY.old,
      email: CANARY.email,
      industry: 'C34',
      source: '转介绍',
      revenueWan: CANARY.revenue,
      ownerId: owners[2] ?? owners[0],
    },
  )
  const id = /\/customers\/(\d+)/.exec(made.url)?.[1]
  const changed = await house.admin.submit(await house.admin.get(`/customers/${id}/edit`), { id: 'customer' }, { phone: CANARY.phone })
  expect(changed.url).toContain('done=saved')
}

/** Somebody in a role that the example company has not filled, with a password of their own. */
async function hire(role: string) {
  const told = await house.admin.submit(
    await house.admin.get('/settings/users/new'),
    { id: 'user' },
    { login: role, name: `新人${role}`, role },
  )
  const initial = [...told.text.matchAll(/<code [^>]*title="初始密码[^>]*>([^<]+)<\/code>/g)][0]?.[1] ?? ''
  const newcomer = await signIn(house.base, role, initial.replaceAll('&amp;', '&'))
  const { password } = ADMIN
  const changed = await newcomer.submit(
    await newcomer.get('/account/password'),
    { id: 'password' },
    { current: initial.replaceAll('&amp;', '&'), password, again: password },
  )
  expect(changed.url).not.toContain('/account/password')
}

const walked = new Map<string, Map<string, { status: number; text: string }>>()

describe.each(logins)('%s', (login) => {
  let seen: Map<string, { status: number; text: string }>
  beforeAll(async () => {
    seen = await walk(await house.as(login))
    walked.set(login, seen)
  })

  test('finds no dead link', () => {
    expect(seen.size).toBeGreaterThan(5)
    expect([...seen].filter(([, { status }]) => status >= 400).map(([path, { status }]) => `${status} ${path}`)).toEqual([])
  })

  test('meets no raw number, address or contact of the canary on any page (N-05)', () => {
    for (const [path, { text }] of seen)
      for (const raw of [CANARY.phone, CANARY.old, CANARY.email, CANARY.contact, CANARY.revenue, '98,765,432'])
        expect(withoutName(text).includes(raw), `${raw} on ${path}`).toBe(false)
  })

  test('meets no raw number of the demo customers', () => {
    for (const [path, { text }] of seen) expect(text.match(/(?<![\d.])1300000\d{4}(?!\d)/g) ?? [], path).toEqual([])
  })
})

test('a report on paper and as a workbook holds none either', async () => {
  const boss = await house.as('boss')
  for (const form of ['pdf', 'xlsx']) {
    const text = await textOf(await boss.get(`/reports/1/${form}`))
    expect(text).toContain('投诉')
    for (const raw of [CANARY.phone, CANARY.old, CANARY.email, CANARY.contact]) expect(text.includes(raw), `${raw} in ${form}`).toBe(false)
    expect(text.match(/(?<![\d.])1300000\d{4}(?!\d)/g) ?? []).toEqual([])
  }
})

test('having walked every address changed nothing (C-07)', () => expect(stateOf(house.data)).toBe(before))

const exports = ['/customers/export', '/follow-ups/export', '/tickets/export', '/suggestions/export?view=all', '/surveys/1/export']

// An export an hour ten times: the administrator takes workbooks, the boss the same as CSV.
test.each([
  ['admin', 'xlsx'],
  ['boss', 'csv'],
] as const)('what %s takes away as %s holds no raw number, address or contact either (G-07)', async (login, format) => {
  const one = await house.as(login)
  const found = [...walked.get(login)!].filter(([path, { text }]) => /\/export$/.test(path) && text.includes('name="reason"'))
  const pages = new Set([...exports, ...found.map(([path]) => path)])
  for (const path of [...pages].slice(0, 9)) {
    const form = await one.get(path)
    expect(formIn(form, { id: 'export' }).action).toMatch(/\/file$/)
    const sheet = await one.submit(form, { id: 'export' }, { format, reason: '核对', password: ADMIN.password })
    const text = await textOf(sheet)
    expect(sheet.headers['content-disposition'], path).toContain(format)
    expect(text, path).toContain('导出人：')
    if (path === '/customers/export') expect(text).toContain('金丝雀测试有限公司')
    for (const raw of [CANARY.phone, CANARY.old, CANARY.email, CANARY.contact, CANARY.revenue])
      expect(text.includes(raw), `${raw} from ${path}`).toBe(false)
    expect(text.match(/(?<![\d.])1300000\d{4}(?!\d)/g) ?? [], path).toEqual([])
  }
})

test('the log of it all holds no number, no password, no cookie (I-08)', () => {
  expect(house.said()).not.toMatch(/1397777|1300000\d{4}|Xiamen#|kehu-session=|canary\.bird/)
})

const withoutName = (text: string) =>
  text.replaceAll('金丝雀测试有限公司', '').replaceAll(`value="${CANARY.phone}"`, '').replaceAll(`q=${CANARY.phone}`, '')

/** What a person would read in an answer: of a PDF and a workbook what is packed in it. */
async function textOf({ headers, body, text }: Answer): Promise<string> {
  const type = headers['content-type'] ?? ''
  if (type.includes('application/pdf')) return textOfPdf(body).flat().join('\n')
  return type.includes('spreadsheetml') ? (await readXlsx(body)).flat().join('\n') : text
}

async function walk(one: Visitor) {
  const seen = new Map<string, { status: number; text: string }>()
  const reader = (await one.get('/')).text.includes('href="/customers"')
  const queue = [
    '/',
    '/notifications',
    '/account',
    '/help',
    ...(reader ? ['/customers?q=金丝雀', `/customers?q=${CANARY.phone}`, '/customers?size=200'] : []),
  ]
  for (let path = queue.shift(); path && seen.size < MOST; path = queue.shift()) {
    const known = shapeOf(path)
    if (seen.has(known) || /download|\/backups\/kehu|\/template|refused/.test(path)) continue
    const answer = await one.get(path)
    const { status } = answer
    const text = await textOf(answer)
    seen.set(known, { status, text })
    for (const [, href] of text.matchAll(/<a\b[^>]*\bhref="(\/[^"#]*)/g)) queue.push(href!.replaceAll('&amp;', '&'))
  }
  return seen
}

// One of a kind is enough: the list's own variations and the many archives are of one kind each.
const shapeOf = (path: string) =>
  path
    .replace(/\/\d+/g, (id, at) => (at < 12 && seenIds.size < 12 ? (seenIds.add(id), id) : '/:id'))
    .replace(/([?&](?:page|size|sort|dir|person|owner|more)=)[^&]*/g, '$1*')
    // Of what stands behind figures of the analysis, one list of a kind.
    .replace(/([?&]code=(?:[a-z]+%3A|[a-z]+\.[a-z]+%3A|[a-z]+))[^&]*/gi, (_, kind) => `${kind}*`)
const seenIds = new Set<string>()

function stateOf(data: string) {
  const db = new Database(join(data, 'crm.db'), { readonly: true })
  const tables = db
    .prepare(
      "select name from sqlite_master where type = 'table' and name not like 'customer_search%' and name not in ('sessions', 'known_devices', 'sqlite_sequence', 'audit_log', 'audit_changes', 'job_runs', 'notifications', 'login_failures', 'report_downloads') order by name",
    )
    .pluck()
    .all() as string[]
  const sums = tables.map((table) =>
    [
      table,
      createHash('sha256')
        .update(JSON.stringify(db.prepare(`select * from "${table}"`).all()))
        .digest('hex'),
    ].join(' '),
  )
  db.close()
  return sums.join('\n')
}
