import { expect, test } from 'vitest'
import { type CustomerKey, targetFields } from './aliases.ts'
import { duplicateKey, readCustomer } from './model.ts'

const keys = targetFields.customers.map(({ key }) => key)
const mapping = Object.fromEntries(keys.map((key, at) => [key, at]))
const good: Partial<Record<CustomerKey, string>> = {
  type: '企业客户',
  name: '上海恒屹精密机械有限公司',
  contact: '张伟',
  phone: '13812345678',
  industry: '通用设备制造业',
  level: '普通客户',
  source: '转介绍',
}

function read(cells: Partial<Record<CustomerKey, string>>) {
  return readCustomer(
    keys.map((key) => ({ ...good, ...cells })[key] ?? ''),
    mapping,
    { today: '2026-11-22' },
  )
}
const refused = (cells: Partial<Record<CustomerKey, string>>) => read(cells).errors.map(({ field }) => field)

test('a good record is read without a word', () => {
  const { values, errors, warnings } = read({ createdOn: '2024年1月5日', note: ' =1+1\n第二行 ', email: 'zhang@x.com', tags: '扩产' })
  expect([errors, warnings]).toEqual([[], []])
  expect(values).toMatchObject({
    type: 'company',
    industry: 'C34',
    level: 'normal',
    source: '转介绍',
    createdOn: '2024-01-05',
    note: '=1+1\n第二行',
  })
})

test.each<[string, Partial<Record<CustomerKey, string>>, string]>([
  ['an empty name', { name: ' 　' }, 'name'],
  ['an unknown type', { type: '供应商' }, 'type'],
  ['no type', { type: '' }, 'type'],
  ['a phone of no pattern', { phone: '1380013800a' }, 'phone'],
  ['no phone', { phone: '' }, 'phone'],
  ['an impossible day', { createdOn: '2024-02-30' }, 'createdOn'],
  ['a company without contact', { contact: '' }, 'contact'],
  ['a name that is too long', { name: '长'.repeat(101) }, 'name'],
])('%s keeps a record out', (_, cells, field) => {
  expect(refused(cells)).toEqual([field])
  expect(read(cells).values).toBeNull()
})

test('all reasons are told at once, each with its column and what to do', () => {
  expect(read({ type: '政府', phone: '待补充', createdOn: '昨天' }).errors).toEqual([
    { field: 'type', label: '客户类型', reason: '「政府」不是客户类型，请填写企业客户或个人客户' },
    { field: 'phone', label: '联系方式', reason: '「待补充」不是电话号码，请填写 11 位手机号、带区号的固定电话或 400 电话' },
    { field: 'createdOn', label: '建档日期', reason: '「昨天」不是有效的日期，请写作 2026-01-15' },
  ])
})

test('an individual is his own contact', () => {
  expect(read({ type: '个人', name: '王芳', contact: '' }).values).toMatchObject({ type: 'person', name: '王芳', contact: '王芳' })
})

test.each<[Partial<Record<CustomerKey, string>>, object, string]>([
  [{ industry: '外星' }, { industry: '' }, '「外星」不在行业分类中，暂未填入'],
  [{ industry: '机械' }, { industry: '' }, '「机械」可能是 C34 制造业-通用设备制造业 或 C35 制造业-专用设备制造业，请选择，暂未填入'],
  [{ industry: '' }, { industry: '' }, '所属行业为空'],
  [{ industry: '软件' }, { industry: 'I65' }, '已识别为「信息传输、软件和信息技术服务业-软件和信息技术服务业」，请核对'],
  [{ level: '' }, { level: 'normal' }, '客户等级为空，按普通客户导入'],
  [{ level: '钻石' }, { level: 'normal' }, '「钻石」不是客户等级，按普通客户导入'],
  [{ source: '天上' }, { source: '天上' }, '「天上」不在来源列表中，按原文导入'],
  [{ createdOn: '2027-01-01' }, { createdOn: '2027-01-01' }, '2027-01-01 在今天之后，请核对'],
  [{ email: '没有' }, { email: '' }, '「没有」不是邮箱地址，暂未填入'],
  [{ creditCode: '91350100M000100Y44' }, { creditCode: '' }, '「91350100M000100Y44」不符合统一社会信用代码的规则，暂未填入'],
  [{ headcount: '很多' }, { headcount: null }, '「很多」不是人数，暂未填入'],
  [{ revenue: '12345元' }, { revenueWan: 1 }, '「12345元」按 1 万元导入'],
])('%j is let in as %j with a warning', (cells, values, warning) => {
  const reading = read(cells)
  expect(reading.values).toMatchObject(values)
  expect(reading.warnings.map(({ reason }) => reason)).toEqual([warning])
})

test.each<[Partial<Record<CustomerKey, string>>, object]>([
  [{ type: 'Q' }, { type: 'company' }],
  [{ level: 'ｖip' }, { level: 'vip' }],
  [{ level: '战略' }, { level: 'strategic' }],
  [{ source: '展会' }, { source: '展会推广' }],
  [{ source: '渠道/代理商' }, { source: '渠道拓展' }],
  [{ headcount: '200人/5000万' }, { headcount: 200, revenueWan: 5000 }],
  [
    { headcount: '1,200人', revenue: '0.5亿' },
    { headcount: 1200, revenueWan: 5000 },
  ],
  [{ revenue: '¥100,000,000元' }, { revenueWan: 10_000 }],
  [{ revenue: '3200' }, { revenueWan: 3200 }],
  [{ revenue: '500 万–2,000 万元' }, { revenueWan: null }],
  [{ revenue: '5 亿元以上' }, { revenueWan: null }],
  [{ creditCode: '91350100 m000100y43' }, { creditCode: '91350100M000100Y43' }],
])('%j is understood as %j', (cells, values) => {
  const reading = read(cells)
  expect(reading.warnings).toEqual([])
  expect(reading.values).toMatchObject(values)
})

test('one customer is one name in any width and case with one phone', () => {
  const key = (cells: Partial<Record<CustomerKey, string>>) => duplicateKey(read(cells).values ?? { name: '', phone: '' })
  expect(key({ name: ' ＡＢＣ（集团）', phone: '+86 138-1234-5678' })).toBe(key({ name: 'abc(集团)　' }))
  expect(key({ name: 'abc(集团)' })).not.toBe(key({ name: 'abc(集团)', phone: '13812345679' }))
  expect(key({ name: 'abc(集团)' })).not.toBe(key({ name: 'abc' }))
})

test('every field of every sheet has a length, and nothing longer goes on', () => {
  for (const fields of Object.values(targetFields))
    for (const { key, max } of fields) expect([key, max > 0 && max <= 5000]).toEqual([key, true])
  const long = `1${' '.repeat(32_000)}2`
  for (const key of keys) expect(refused({ [key]: 'x'.repeat(32_000) })).toContain(key)
  for (const key of ['phone', 'createdOn', 'note', 'creditCode'] as const) expect(refused({ [key]: long })).toContain(key)
  expect(read({ industry: 'x'.repeat(32_000) }).warnings.every(({ reason }) => reason.length < 100)).toBe(true)
  expect(refused({ headcount: long }).filter((field) => field === 'headcount')).toHaveLength(1)
})

test('a name is as long as it is stored, not as it is written', () => {
  expect(refused({ name: '\ufdfa'.repeat(6) })).toEqual(['name'])
  expect(refused({ name: `${'长'.repeat(99)}${' '.repeat(50)}城` })).toEqual(['name'])
  expect(refused({ name: `${'长'.repeat(98)}${' '.repeat(50)}城` })).toEqual([])
  expect(refused({ name: '\u0000\u3164' })).toEqual(['name'])
})
