import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { reader } from '#db/client'
import { customers } from '#db/schema/customers'
import { followUps, purchases, todos } from '#db/schema/followups'
import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { dayOf, instantOf, timeOf } from '#lib/kernel/time'
import { aCustomer, aDepartment, aUser } from '#tests/factories'
import { checkedSheet, importedSheet, jobOf, rowsOf, sheetOf } from '#tests/imports'
import { deleteCustomer } from '../customers/commands.ts'
import { listCustomers } from '../customers/list.ts'
import { mergeCustomers } from '../duplicates/commands.ts'
import { advanceImport } from './advance.ts'
import { checkImport, mapImport, startImport } from './commands.ts'
import { previewOf } from './preview.ts'
import { runImport } from './run.ts'
import { bringSheet } from './stage.ts'
import { forgetTaken } from './taken.ts'

const HEAD = '客户编号,客户类型,客户名称,联系人姓名,联系方式,所属行业,客户来源,建档日期,负责人'
let serial = 1000
const row = ({
  number = '',
  name = `单位${++serial}`,
  phone = `137${String(++serial).padStart(8, '0')}`,
  industry = '制造业',
  source = '转介绍',
  day = '',
  owner = '',
} = {}) => [number, '企业客户', name, '李芳', phone, industry, source, day, owner].join(',')
const customersOf = (id: number) => reader().select().from(customers).where(eq(customers.importJobId, id)).orderBy(customers.id).all()
const reasonsOf = (id: number) => rowsOf(id).flatMap(({ reasons }) => (reasons ?? []).map(({ reason }) => reason))

test('old numbers and days are kept, written how they may; what is unsure makes 待核验', async () => {
  const admin = aUser('admin')
  const id = await importedSheet(
    admin,
    'customers',
    sheetOf(
      HEAD,
      row({ number: 'C202405001', day: '2024年1月5日', phone: '+86 138-0000-9001' }),
      row({ day: '45296', phone: '０１０－８８８８９００２' }),
      row({ industry: '看不懂的行业', day: '20240105' }),
      row({ source: '' }),
    ),
  )
  const [first, second, third, fourth] = customersOf(id)
  expect(first).toMatchObject({
    number: 'C202405001',
    createdOn: '2024-01-05',
    phone: '13800009001',
    phoneMasked: '138****9001',
    status: 'normal',
    createdBy: admin.id,
    ownerId: admin.id,
  })
  expect(second).toMatchObject({ createdOn: '2024-01-05', phone: '010-88889002' })
  expect(second?.number).toMatch(/^Q2024\d{4}$/)
  expect(third).toMatchObject({ status: 'unverified', industry: '', createdOn: '2024-01-05' })
  expect(fourth).toMatchObject({ status: 'unverified' })
  expect(listCustomers(grant(admin, 'customer.read'), { q: 'C202405001' }).rows.map((r) => r.id)).toEqual([first?.id])
})

test('a number that is taken is a duplicate, in the recycle bin too, and in the sheet itself', async () => {
  const admin = aUser('admin')
  const gone = aCustomer(admin)
  execute(deleteCustomer, admin, { id: gone.id, version: gone.version })
  const twice = [row({ number: 'ALT-7' }), row({ number: 'ALT-7' })]
  const id = await importedSheet(admin, 'customers', sheetOf(HEAD, row({ number: gone.number }), ...twice))
  expect(jobOf(admin, id)).toMatchObject({ imported: 1, duplicate: 2 })
  expect(reasonsOf(id)).toEqual([`客户编号 ${gone.number} 已经用过`, '与第 3 条记录重复：客户编号相同'])
})

test('names of colleagues are found by themselves, others are asked for, and left open where nobody is chosen', async () => {
  const admin = aUser('admin')
  const [li, wang] = [aUser('sales', '李梅梅'), aUser('sales', '王强强')]
  const sheet = sheetOf(HEAD, row({ owner: '李梅梅' }), row({ owner: '小王' }), row({ owner: '谁也不是' }), row())
  const id = await importedSheet(admin, 'customers', sheet, (id) => {
    const job = jobOf(admin, id)
    expect(job.people).toEqual({ 李梅梅: li.id, 小王: null, 谁也不是: null })
    execute(mapImport, admin, { id, version: 1, mapping: job.mapping, people: { 小王: wang.id } })
  })
  expect(customersOf(id).map(({ ownerId }) => ownerId)).toEqual([li.id, wang.id, null, admin.id])
})

test('sales bring their own customers only, whatever the sheet says (G-05)', async () => {
  const [ann, bob] = [aUser('sales', '安安'), aUser('sales', '波波')]
  const id = await importedSheet(ann, 'customers', sheetOf(HEAD, row({ owner: '波波' })), (id) => expect(jobOf(ann, id).people).toEqual({}))
  expect(customersOf(id).map(({ ownerId }) => ownerId)).toEqual([ann.id])
  expect(() => jobOf(bob, id)).toThrow('找不到导入')
  await expect(bringSheet(aUser('service'), { target: 'customers', fileName: 'x.csv', bytes: sheetOf(HEAD, row()) })).rejects.toThrow(
    '没有权限',
  )
})

test('a manager gives customers to the own department, and to nobody else', async () => {
  const department = aDepartment()
  const manager = aUser('sales_manager', '经理一', department.id)
  const [inside, outside] = [aUser('sales', '部内人', department.id), aUser('sales', '部外人')]
  const id = await bringSheet(manager, {
    target: 'customers',
    fileName: 'x.csv',
    bytes: sheetOf(HEAD, row({ owner: '部内人' }), row({ owner: '部外人' })),
  })
  const { mapping, people } = jobOf(manager, id)
  expect(people).toEqual({ 部内人: inside.id, 部外人: null })
  expect(() => execute(mapImport, manager, { id, version: 1, mapping, people: { 部外人: outside.id } })).toThrow('只能选择自己能管理的同事')
})

test('a twin out of reach is a duplicate without its number', async () => {
  const hidden = aCustomer(aUser('sales'), { name: '藏起来的公司', phone: '13500001111' })
  const sheet = sheetOf(HEAD, row({ name: '藏起来的公司', phone: '13500001111' }))
  expect(reasonsOf(await checkedSheet(aUser('sales'), 'customers', sheet))).toEqual(['同名同号码的客户已经存在'])
  expect(reasonsOf(await checkedSheet(aUser('admin'), 'customers', sheet))).toEqual([`同名同号码的客户已经存在：${hidden.number}`])
})

test('formulas stay what they are: text', async () => {
  const id = await importedSheet(
    aUser('admin'),
    'customers',
    sheetOf(HEAD, row({ name: `=1+${++serial}` }), row({ name: `'@SUM${++serial}` })),
  )
  expect(customersOf(id).map(({ name }) => name.slice(0, 4))).toEqual(['=1+1', '@SUM'])
})

test('the preview shows verdicts and masks, also in columns nobody has named', async () => {
  const admin = aUser('admin')
  const id = await bringSheet(admin, {
    target: 'customers',
    fileName: 'x.csv',
    bytes: sheetOf(`${HEAD},备注`, `${row({ phone: '13900001234' })},再打 139 0000 1234`, `${row({ phone: '12' })},x`),
  })
  const { rows, columns } = previewOf(grant(admin, 'import.read'), jobOf(admin, id))
  expect(rows.map(({ verdict }) => verdict)).toEqual(['valid', 'refused'])
  expect(rows[0]?.cells[columns.findIndex(({ key }) => key === 'contact')]).toBe('李*')
  expect(JSON.stringify(rows)).not.toMatch(/0000 ?1234/)
  expect(rows[1]?.said[0]).toContain('「****」不是电话号码')
})

const TALKS = '客户名称,跟进时间,跟进方式,沟通内容,下一步计划,下一步日期,跟进人'

test('contacts of the past keep their time and their people; who entered them stands apart (W-10)', async () => {
  const admin = aUser('admin')
  const mei = aUser('sales', '跟进人梅')
  const customer = aCustomer(mei)
  const id = await importedSheet(
    admin,
    'followUps',
    sheetOf(TALKS, `${customer.name},2024-03-05 14:30,微信,发了方案,,,跟进人梅`, `${customer.name},2024/3/6,电话,问了进度,,,离职的人`),
  )
  const [first, second] = reader().select().from(followUps).where(eq(followUps.importJobId, id)).orderBy(followUps.id).all()
  expect(first).toMatchObject({ occurredAt: instantOf('2024-03-05', '14:30'), method: 'wechat', followerId: mei.id, enteredBy: admin.id })
  expect(second).toMatchObject({ occurredAt: instantOf('2024-03-06'), followerId: null, followerName: '离职的人', enteredBy: admin.id })
  expect(dayOf(first!.createdAt)).not.toBe('2024-03-05')
  expect(timeOf(first!.occurredAt)).toBe('14:30')
})

test('of the plans only the latest stands open, whatever the order of the sheet; the next contact settled the others', async () => {
  const admin = aUser('admin')
  const customer = aCustomer(admin)
  const talk = (day: string, plan: string) => `${customer.name},${day},电话,聊聊${day},${plan},2030-01-01,`
  const id = await importedSheet(
    admin,
    'followUps',
    sheetOf(TALKS, talk('2024-02-01', '二'), talk('2024-03-01', '三'), talk('2024-01-01', '一')),
  )
  const told = reader().select().from(todos).where(eq(todos.customerId, customer.id)).orderBy(todos.title).all()
  const plans = Object.fromEntries(told.map(({ title, status, doneAt }) => [title, status === 'done' ? dayOf(doneAt!) : status]))
  expect(plans).toEqual({ 一: '2024-02-01', 二: '2024-03-01', 三: 'open' })
  await importedSheet(admin, 'followUps', sheetOf(TALKS, talk('2024-02-15', '二半')))
  const after = reader().select().from(todos).where(eq(todos.customerId, customer.id)).all()
  expect(after.find(({ title }) => title === '二')).toMatchObject({ doneAt: instantOf('2024-02-15') })
  expect(after.filter(({ status }) => status === 'open').map(({ title }) => title)).toEqual(['三'])
  expect(jobOf(admin, id).imported).toBe(3)
})

test('two equal lines are two contacts, but the same sheet again is none', async () => {
  const admin = aUser('admin')
  const customer = aCustomer(admin)
  const same = `${customer.name},2024-03-05,电话,未接听,,,`
  const sheet = sheetOf(TALKS, same, same)
  expect(jobOf(admin, await importedSheet(admin, 'followUps', sheet))).toMatchObject({ imported: 2 })
  expect(jobOf(admin, await checkedSheet(admin, 'followUps', sheet))).toMatchObject({ valid: 0, duplicate: 2 })
  expect(jobOf(admin, await importedSheet(admin, 'followUps', sheetOf(TALKS, same, same, same)))).toMatchObject({
    imported: 1,
    duplicate: 2,
  })
})

test('several of one name are told apart by number, and customers out of reach are not found', async () => {
  const admin = aUser('admin')
  const [one, other] = [aCustomer(admin, { name: '同名公司甲' }), aCustomer(admin, { name: '同名公司甲' })]
  const id = await checkedSheet(
    admin,
    'followUps',
    sheetOf(`客户编号,${TALKS}`, `,同名公司甲,2024-03-05,电话,甲,,,`, `${other.number},同名公司甲,2024-03-05,电话,乙,,,`),
  )
  expect(reasonsOf(id)).toEqual([`有多位同名客户：${one.number}、${other.number}，请填写客户编号`])
  expect(jobOf(admin, id)).toMatchObject({ valid: 1, refused: 1 })
  const far = await checkedSheet(aUser('sales'), 'followUps', sheetOf(`客户编号,${TALKS}`, `${one.number},,2024-03-05,电话,甲,,,`))
  expect(reasonsOf(far)).toEqual([`找不到客户编号 ${one.number}，请先导入或新增这位客户`])
})

test('purchases keep money in 分 and quantities in thousandths', async () => {
  const admin = aUser('admin')
  const customer = aCustomer(admin)
  const id = await importedSheet(
    admin,
    'purchases',
    sheetOf('客户名称,产品,数量,单位,金额(元),购买日期', `${customer.name},刀具,1.5,箱,"12,800.10",2024-1-5`),
  )
  expect(reader().select().from(purchases).where(eq(purchases.importJobId, id)).all()).toMatchObject([
    { product: '刀具', quantityMilli: 1500, unit: '箱', amountFen: 1280010, purchasedOn: '2024-01-05', createdBy: admin.id },
  ])
})

test('people whose names are words of the machine are people like others', async () => {
  const admin = aUser('admin')
  const names = ['constructor', 'toString', 'hasOwnProperty', '__proto__']
  const customer = aCustomer(admin)
  const talks = sheetOf(TALKS, ...names.map((name, at) => `${customer.name},2024-05-0${at + 1},电话,问候,,,${name}`))
  const id = await importedSheet(admin, 'followUps', talks)
  const told = reader().select().from(followUps).where(eq(followUps.importJobId, id)).orderBy(followUps.id).all()
  expect(told.map(({ followerId, followerName }) => [followerId, followerName])).toEqual(names.map((name) => [null, name]))
  const customersId = await importedSheet(admin, 'customers', sheetOf(HEAD, ...names.map((owner) => row({ owner }))), (id) => {
    const { mapping, people } = jobOf(admin, id)
    expect(Object.entries(people)).toEqual(names.map((name) => [name, null]))
    execute(mapImport, admin, { id, version: 1, mapping, people: { toString: admin.id } })
  })
  expect(customersOf(customersId).map(({ ownerId }) => ownerId)).toEqual([null, admin.id, null, null])
})

test('of two lines with one number or one credit code the trial run lets the first in, also across portions and a restart', async () => {
  const admin = aUser('admin')
  const code = '91350100M000100Y43'
  const lines = [
    `${row({ number: 'TW-1' })},`,
    `${row()},${code}`,
    `${row({ number: 'TW-1', phone: '12' })},`,
    `${row({ number: 'ＴＷ-1' })},`,
    `${row()},${code.toLowerCase()}`,
    `${row({ number: 'TW-2' })},${code}`,
    `${row({ number: 'TW-2' })},`,
  ]
  const id = await bringSheet(admin, { target: 'customers', fileName: 'x.csv', bytes: sheetOf(`${HEAD},统一社会信用代码`, ...lines) })
  const judged = () => rowsOf(id).map(({ verdict, reasons }) => reasons?.[0]?.reason ?? verdict)
  const expected = [
    'valid',
    'valid',
    '「12」不是电话号码，请填写 11 位手机号、带区号的固定电话或 400 电话',
    '与第 2 条记录重复：客户编号相同',
    '与第 3 条记录重复：统一社会信用代码相同',
    '与第 3 条记录重复：统一社会信用代码相同',
    'valid',
  ]
  for (const atPortion of [() => {}, () => forgetTaken(id)]) {
    execute(checkImport, admin, { id })
    for (let n = 0; n < 5; n++) {
      execute(advanceImport, { job: 'import.start' }, { id, size: 2 })
      atPortion()
    }
    expect(judged()).toEqual(expected)
    expect(previewOf(grant(admin, 'import.read'), jobOf(admin, id)).rows.map(({ verdict }) => verdict)).toEqual(
      rowsOf(id).map(({ verdict }) => verdict),
    )
  }
  expect(jobOf(admin, id)).toMatchObject({ status: 'checked', valid: 3, duplicate: 3, refused: 1 })
  execute(startImport, admin, { id })
  await runImport(id)
  expect(jobOf(admin, id)).toMatchObject({ status: 'done', imported: 3, duplicate: 3 })
})

test('a number that was merged away brings its lines to the customer that stayed, also after a second merge; not to who does not see it', async () => {
  const admin = aUser('admin')
  const [first, second, last] = [aCustomer(), aCustomer(), aCustomer()]
  const merge = (loser: { id: number }, winner: { id: number }) => {
    const versionOf = ({ id }: { id: number }) => reader().select().from(customers).where(eq(customers.id, id)).get()!.version
    const versions = { winnerVersion: versionOf(winner), loserVersion: versionOf(loser) }
    execute(mergeCustomers, admin, { winnerId: winner.id, loserId: loser.id, ...versions })
  }
  merge(first, second)
  merge(second, last)
  const lines = [`${first.number},,2024-03-05,电话,甲,,,`, `${second.number},,2024-03-06,电话,乙,,,`]
  await importedSheet(admin, 'followUps', sheetOf(`客户编号,${TALKS}`, ...lines))
  const told = reader().select().from(followUps).where(eq(followUps.customerId, last.id)).all()
  expect(told.map(({ content }) => content)).toEqual(['甲', '乙'])
  const far = await checkedSheet(aUser('sales'), 'followUps', sheetOf(`客户编号,${TALKS}`, lines[0]!))
  expect(reasonsOf(far)).toEqual([`找不到客户编号 ${first.number}，请先导入或新增这位客户`])
})
