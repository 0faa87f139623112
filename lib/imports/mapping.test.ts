import { expect, test } from 'vitest'
import { type Target, targetFields } from './aliases.ts'
import { guessMapping, missingFields } from './mapping.ts'

function found(header: string, target: Target) {
  const mapping = guessMapping(header.split('|'), target)
  return Object.fromEntries(Object.entries(mapping).filter(([, column]) => column !== null))
}

test.each<[string, Target, string, Record<string, number>]>([
  [
    'template 1 of the documents',
    'customers',
    '客户编号|客户名称(姓名/公司)|所属行业|企业规模(员工数/年营收)|联系人|职位|联系方式|需求标签|跟进人|建档日期|备注',
    { number: 0, name: 1, industry: 2, headcount: 3, contact: 4, position: 5, phone: 6, tags: 7, owner: 8, createdOn: 9, note: 10 },
  ],
  [
    'an export of 悟空',
    'customers',
    '客户名称*|客户来源|客户行业|客户级别|手机|电话|邮箱|负责人|下次联系时间|创建时间|详细地址|备注',
    { name: 0, source: 1, industry: 2, level: 3, phone: 4, email: 6, owner: 7, createdOn: 9, address: 10, note: 11 },
  ],
  ['a sheet of people', 'customers', '姓名|手机号|公司', { name: 2, contact: 0, phone: 1 }],
  ['a sheet of people alone', 'customers', '姓名|手机号', { name: 0, phone: 1 }],
  ['headers in letters', 'customers', 'Company|Contact Name|Mobile|E-mail', { name: 0, contact: 1, phone: 2, email: 3 }],
  ['two columns alike', 'customers', '客户名称|联系方式|联系方式', { name: 0, phone: 1 }],
  [
    'template 2 of the documents',
    'followUps',
    '日期|互动方式|沟通内容简述|客户反馈/需求变化|下一步行动|跟进人',
    { occurredAt: 0, method: 1, content: 2, feedback: 3, next: 4, follower: 5 },
  ],
  ['purchases of template 4', 'purchases', '客户编号|历史购买记录(产品/数量/日期)|备注', { customerNumber: 0, product: 1, note: 2 }],
  [
    'orders',
    'purchases',
    '客户|商品名称|数量|单位|订单金额（元）|下单日期',
    { customer: 0, product: 1, quantity: 2, unit: 3, amount: 4, purchasedOn: 5 },
  ],
])('%s is understood', (_, target, header, mapping) => {
  expect(found(header, target)).toEqual(mapping)
})

test('a column in another unit of money is left to the person', () => {
  expect(found('年营收(元)|营业额（万元）', 'customers')).toEqual({ revenue: 1 })
  expect(found('金额(万元)', 'purchases')).toEqual({})
  expect(found('金额/元', 'purchases')).toEqual({})
  expect(found('金额(元)', 'purchases')).toEqual({ amount: 0 })
})

test('a required field without a column is missed; a number names a customer as well as a name', () => {
  expect(missingFields(guessMapping(['客户名称'], 'customers'), 'customers').map(({ label }) => label)).toEqual(['客户类型', '联系方式'])
  expect(missingFields(guessMapping(['客户编号', '产品'], 'purchases'), 'purchases')).toEqual([])
  expect(missingFields(guessMapping(['产品'], 'purchases'), 'purchases').map(({ key }) => key)).toEqual(['customer'])
})

test('every label of a target finds its own field', () => {
  for (const target of ['customers', 'followUps', 'purchases'] as const) {
    const fields = targetFields[target]
    expect(
      Object.entries(
        guessMapping(
          fields.map(({ label }) => label),
          target,
        ),
      ),
    ).toEqual(fields.map(({ key }, at) => [key, at]))
  }
})

test('a title that opens brackets without end is read like any other', () => {
  expect(found(`客户名称${'('.repeat(200_000)}|联系方式(${' '.repeat(200_000)}|年营收(单位: 万元)`, 'customers')).toEqual({
    name: 0,
    phone: 1,
    revenue: 2,
  })
})
