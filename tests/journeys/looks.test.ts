import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { analysed } from '../analysed.ts'
import { complaintsOf, enter, openBrowser } from '../browser.ts'
import { ADMIN, aHouse } from '../house.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const pages = [
  '/',
  '/customers',
  '/customers/new',
  '/customers/1',
  '/customers/1?show=changes',
  '/customers/1/edit',
  '/customers/1/follow-up',
  '/customers/1/assign',
  '/customers/1/todo',
  '/customers/1/reveal',
  '/customers/1/files',
  '/customers/1/contacts',
  '/customers/1/contacts/new',
  '/customers/1/profile',
  '/customers/1/collaborators',
  '/collaborations',
  '/collaborations?show=mine',
  '/collaborations/new?customer=x',
  '/pool',
  '/pool?show=warned',
  '/pool/claim?ids=1',
  '/pool/release/1',
  '/settings/pool',
  '/follow-ups',
  '/todos',
  '/todos?show=done',
  '/todos/1',
  '/tickets',
  '/tickets/new',
  '/tickets/new?customer=1',
  '/tickets/caller?q=13900000001',
  '/tickets/1',
  '/tickets/40',
  '/tickets/40/assign',
  '/tickets/export',
  '/tickets/stats',
  '/tickets/stats/rows?code=A-1',
  '/surveys',
  '/surveys/new',
  '/surveys/1',
  '/surveys/1/edit',
  '/surveys/1/preview',
  '/surveys/1/results',
  '/surveys/1/responses',
  '/surveys/1/export',
  '/surveys/1/answer?customer=1',
  '/surveys/invitations/1',
  '/surveys/answers/1',
  '/surveys/invite',
  '/surveys/invite?customer=1',
  '/suggestions',
  '/suggestions?view=all',
  '/suggestions/sort',
  '/suggestions/sort?to=idea&ids=1&ids=2',
  '/suggestions/new?customer=1',
  '/suggestions/ideas',
  '/suggestions/ideas/1',
  '/suggestions/ideas/1/move',
  '/suggestions/ideas/3/land',
  '/suggestions/ideas/3/decline',
  '/suggestions/ideas/1/edit',
  '/suggestions/told',
  '/suggestions/export',
  '/reports',
  '/reports?make=1',
  '/reports/1',
  '/settings/tickets?type=1',
  '/handovers',
  '/handovers/1',
  '/settings/users/5/leave',
  '/analysis',
  '/analysis/rfm',
  '/analysis/retention',
  '/analysis/churn',
  '/analysis/churn/export',
  '/analysis/needs',
  '/analysis/rows?code=buy',
  '/analysis/rows?code=all.region.%E6%B1%9F%E8%8B%8F',
  '/analysis/tiers',
  '/analysis/tiers/1',
  '/analysis/tiers/2',
  '/analysis/tiers/new',
  '/analysis/tiers/new?kind=points',
  '/analysis/tiers/runs',
  '/analysis/tiers/runs/1',
  '/customers/1/tiers',
  '/strategies',
  '/strategies/new',
  '/strategies/pushes',
  '/customers/1/consent',
  '/imports',
  '/imports/new',
  '/notifications',
  '/account',
  '/account/password',
  '/audit',
  '/settings',
  '/settings/company',
  '/settings/users',
  '/settings/users/new',
  '/settings/users/1',
  '/settings/departments',
  '/settings/sla',
  '/settings/sla?edit=complaint.high',
  '/settings/sla?start=2026-02-13T16:30&kind=complaint&urgency=high&watched=respond&time=working',
  '/settings/calendar',
  '/settings/roles',
  '/settings/persons',
  '/settings/persons?q=13800000000',
  '/settings/persons/found?ids=customer-1',
  '/settings/backups',
  '/settings/system',
  '/settings/demo',
  '/settings/look',
  '/customers/export',
  '/customers/check',
  '/customers/check?name=精密机械',
  '/customers/duplicates',
  '/customers/duplicates/merges',
  '/customers/recycle',
  '/customers/untouched',
  '/customers/verification',
  '/customers/signs',
  '/customers/reveals',
  '/customers/1/verify',
  '/customers/1/reveals',
  '/settings/reveals',
  '/customers/views',
  '/customers/views/new?level=vip',
  '/customers/columns',
  '/customers/bulk?deed=assign&ids=1&ids=2',
  '/follow-ups/export',
  '/help',
  '/help/fields',
  '/help/visit-form',
  '/nothing',
]

let house: Awaited<ReturnType<typeof aHouse>>
let browser: Browser
beforeAll(async () => {
  ;[house, browser] = [await aHouse({ demo: true }), await openBrowser()]
  await analysed(house.admin)
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
})

describe.each([
  [1440, 'light'],
  [360, 'dark'],
] as const)('at %i px, %s', (width, colorScheme) => {
  let page: Page
  beforeAll(async () => {
    page = await (await browser.newContext({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true })).newPage()
    await enter(page, house.base, ADMIN.login, ADMIN.password)
  })

  test.each(pages)('%s has no serious fault for those who read with other means, and does not scroll sideways', async (path) => {
    const heard = complaintsOf(page)
    await page.goto(house.base + path)
    await page.evaluate(axe)
    const { violations } = await page.evaluate(() =>
      (
        globalThis as never as {
          axe: { run: (o: object) => Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> }
        }
      ).axe.run({ resultTypes: ['violations'] }),
    )
    expect(violations.filter((v) => ['serious', 'critical'].includes(v.impact)).map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    expect(await page.locator('h1').count()).toBe(1)
    expect(heard).toEqual([])
  })
})

test('a first visit stays within 45 KB on the wire, a further page within 12 KB', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await enter(page, house.base, ADMIN.login, ADMIN.password)
  const fresh = await browser.newContext({ storageState: await context.storageState() })
  const first = await fresh.newPage()
  const bytes = await weigh(first, `${house.base}/customers`)
  const further = await weigh(first, `${house.base}/customers?sort=name&dir=asc`)
  expect(bytes).toBeLessThanOrEqual(45 * 1024)
  expect(further).toBeLessThanOrEqual(12 * 1024)
})

async function weigh(page: Page, url: string) {
  const session = await page.context().newCDPSession(page)
  let bytes = 0
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await session.send('Network.enable')
  await page.goto(url, { waitUntil: 'networkidle' })
  await session.detach()
  return bytes
}
