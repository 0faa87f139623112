import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aHouse } from '../house.ts'
import { formIn, type Visitor } from '../http/client.ts'

let house: Awaited<ReturnType<typeof aHouse>>
let [admin, owner, other, third]: Visitor[] = []
let serial = 0

beforeAll(async () => {
  house = await aHouse({ demo: true })
  admin = house.admin
  hire('outsider')
  ;[owner, other, third] = await Promise.all(['sales1', 'sales2', 'outsider'].map((login) => house.as(login)))
})
afterAll(() => house.stop())

const NAME = '厦门白鹭洲仪表有限公司'

/** One more account manager, of no department. */
function hire(login: string) {
  const db = new Database(join(house.data, 'crm.db'))
  const columns = 'password_hash, must_change_password, active, created_at'
  db.prepare(
    `insert into users (login, name, name_masked, role, ${columns}) select ?, '吴越', '吴*', role, ${columns} from users where login = 'sales1'`,
  ).run(login)
  db.close()
}

/** A customer of the first account manager's own; its number in addresses. */
async function aCustomer(name = `${NAME}${++serial}`) {
  const fields = { type: 'company', name, contact: '柳如烟', phone: `1350000${String(1000 + ++serial)}`, industry: 'C40', source: '转介绍' }
  const page = await owner!.submit(await owner!.get('/customers/new'), { id: 'customer' }, fields)
  return { id: /\/customers\/(\d+)/.exec(page.url)![1]!, name }
}
const sees = async (who: Visitor, id: string) => (await who.get(`/customers/${id}`)).status === 200
const chosen = (page: string, name: string) => new RegExp(`<option value="(\\d+)"[^>]*>${name}`).exec(page)?.[1]

test('an owner lets a colleague in and out again, on plain pages (S1-23)', async () => {
  const { id, name } = await aCustomer()
  expect([await sees(other!, id), await sees(third!, id)]).toEqual([false, false])
  const page = await owner!.get(`/customers/${id}/collaborators`)
  const added = await owner!.submit(page, { id: 'collaborator' }, { userId: chosen(page.text, '周子航')! })
  expect(added.text).toContain('已添加协作人')
  expect([await sees(other!, id), await sees(third!, id)]).toEqual([true, false])
  const archive = await other!.get(`/customers/${id}`)
  expect(archive.text).toContain('新增跟进')
  for (const way of ['/edit', '/collaborators', '/assign']) expect(archive.text).not.toContain(`href="/customers/${id}${way}"`)
  expect((await other!.get('/customers?size=200')).text).toContain(name)
  expect((await other!.get('/notifications')).text).toContain('请你协作客户')
  const removed = await owner!.submit(await owner!.get(`/customers/${id}`), { button: '移除' })
  expect(removed.text).toContain('已移除协作人')
  expect(await sees(other!, id)).toBe(false)
})

test('who finds by the blind check that a colleague has the customer asks, and is let in (N-03)', async () => {
  const { id, name } = await aCustomer('厦门鼓浪屿琴键有限公司')
  const check = await other!.get(`/customers/check?name=${encodeURIComponent(name)}`)
  expect(check.text).not.toContain(`${name}<`)
  const path = /href="(\/collaborations\/new\?customer=[^"]+)"/.exec(check.text)![1]!
  const page = await other!.get(path)
  expect(page.text).not.toContain(name)
  const empty = await other!.submit(page, { id: 'ask' }, { reason: ' ' })
  expect(empty.text).toContain('请填写申请理由')
  const asked = await other!.submit(page, { id: 'ask' }, { reason: '采购经理是我的老同学' })
  expect(asked.text).toContain('申请已提交')
  expect(asked.text).not.toContain(name)
  expect((await other!.get(path)).text).toContain('对方还没有答复')
  expect((await third!.get(path)).text).toContain('重新查重')
  const waiting = await owner!.get('/collaborations')
  expect(waiting.text).toContain('采购经理是我的老同学')
  expect((await owner!.get(`/customers/${id}`)).text).toContain('采购经理是我的老同学')
  await owner!.submit(waiting, { button: '同意' })
  expect(await sees(other!, id)).toBe(true)
  expect((await other!.get('/collaborations?show=mine')).text).toContain(name)
})

test('a refusal is a sentence that the asker reads', async () => {
  const { name } = await aCustomer('厦门集美龙舟有限公司')
  const check = await third!.get(`/customers/check?name=${encodeURIComponent(name)}`)
  const path = /href="(\/collaborations\/new\?customer=[^"]+)"/.exec(check.text)![1]!
  await third!.submit(await third!.get(path), { id: 'ask' }, { reason: '想一起跟进' })
  const way = /href="(\/collaborations\/\d+\/refuse)"/.exec((await owner!.get('/collaborations')).text)![1]!
  expect((await third!.get(way)).status).toBe(404)
  await owner!.submit(await owner!.get(way), { id: 'refuse' }, { answer: '合同正在盖章，暂不需要' })
  const mine = await third!.get('/collaborations?show=mine')
  expect(mine.text).toContain('合同正在盖章')
  expect(mine.text).not.toContain(name)
})

test('there is no pool until it is switched on; then two reach for one customer, and one has it', async () => {
  const { id, name } = await aCustomer('厦门曾厝垵渔具有限公司')
  expect((await owner!.get('/pool')).text).toContain('公海没有启用')
  expect((await owner!.get(`/customers/${id}`)).text).not.toContain('放入公海')
  const rules = await admin!.get('/settings/pool')
  expect(formIn(rules, { id: 'pool' }).entries).toContainEqual(['normal', '90'])
  const wrong = await admin!.submit(rules, { id: 'pool' }, { isOn: 'on', warnDays: '0' })
  expect(wrong.text).toContain('至少 1')
  const saved = await admin!.submit(rules, { id: 'pool' }, { isOn: 'on', coolDays: '30' })
  expect(saved.text).toContain('已启用')
  await owner!.submit(await owner!.get(`/pool/release/${id}`), { id: 'release' }, { reason: '对方暂停采购' })
  expect(await sees(owner!, id)).toBe(false)
  const list = await other!.get(`/pool?q=${encodeURIComponent('曾厝垵')}`)
  expect(list.text).toContain(name)
  expect(list.text).not.toMatch(/柳|1350000/)
  const pages = [await other!.get(`/pool/claim?ids=${id}`), await third!.get(`/pool/claim?ids=${id}`)]
  const answers = [await other!.submit(pages[0]!, { id: 'claim' }), await third!.submit(pages[1]!, { id: 'claim' })]
  expect(answers[0]!.text).toContain('客户已领取')
  expect(answers[1]!.text).toContain('刚被同事领取')
  expect([await sees(other!, id), await sees(third!, id), await sees(owner!, id)]).toEqual([true, false, false])
})

test('who leaves hands everything on at once, is signed out, and everything comes back at a click (W-21, D-05)', async () => {
  const listed = async (owner: string | undefined) =>
    Number(
      /<b>([\d,]+)<\/b> 条|共 ([\d,]+) /
        .exec((await admin!.get(`/customers?owner=${owner}`)).text)
        ?.slice(1)
        .find(Boolean) ?? -1,
    )
  const users = (await admin!.get('/settings/users')).text
  const ids = ['sales1', 'sales2'].map(
    (login) => new RegExp(`href="/settings/users/(\\d+)"[^>]*>(?:(?!</tr>).)*?${login}`, 's').exec(users)?.[1],
  )
  const [from, to] = ids
  const [before, theirs] = [await listed(from), await listed(to)]
  const step = await admin!.get(`/settings/users/${from}/leave?split=all&to=${to}`)
  const refused = await admin!.submit(step, { id: 'leave' }, { reason: ' ' })
  expect(refused.text).toContain('请填写交接原因')
  const stale = await admin!.submit(step, { id: 'leave' }, { expected: '1', reason: '离职' })
  expect(stale.text).toContain('请返回上一步核对后再确认')
  const done = await admin!.submit(step, { id: 'leave' }, { reason: '离职' })
  expect(done.text).toContain('离职交接已完成')
  expect((await owner!.get('/customers')).url).toContain('/login')
  expect(await listed(to)).toBe(theirs + before)
  expect((await other!.get('/handovers')).text).toContain('离职')
  const back = await admin!.submit(done, { button: '撤销交接' })
  expect(back.text).toContain('全部内容已回到原负责人名下')
  expect([await listed(from), await listed(to)]).toEqual([before, theirs])
})
