import { expect, test } from 'vitest'
import { daysInNotice } from './notice.ts'
import { listDays } from './queries.ts'

const NOTICE = `国务院办公厅关于2026年部分节假日安排的通知
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
　　一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
　　二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
　　三、清明节：4月4日（周六）至6日（周一）放假，共3天。
　　四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
　　五、端午节：6月19日（周五）至21日（周日）放假，共3天。
　　六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
　　七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。`

test('the notice of 2026 says what a fresh database holds', () => {
  const days = daysInNotice(2026, NOTICE).sort((one, other) => one.date.localeCompare(other.date))
  expect(days).toEqual(listDays(2026).map(({ date, kind, name }) => ({ date, kind, name })))
  expect(days).toHaveLength(39)
})

test('a holiday of one day, and one that ends in the next month', () => {
  expect(daysInNotice(2024, '元旦：1月1日放假，与周末连休。')).toEqual([{ date: '2024-01-01', kind: 'holiday', name: '元旦' }])
  expect(daysInNotice(2025, '春节：1月28日至2月4日放假调休，共8天。').map(({ date }) => date)).toEqual([
    '2025-01-28',
    '2025-01-29',
    '2025-01-30',
    '2025-01-31',
    '2025-02-01',
    '2025-02-02',
    '2025-02-03',
    '2025-02-04',
  ])
})

test.each([
  '',
  '今天天气很好',
  '元旦：13月1日放假',
  '春节：2月30日至3月2日放假',
  '春节：2月20日至15日放假',
  '国庆节：1月1日至12月31日放假',
])('%j holds no days', (text) => expect(daysInNotice(2026, text)).toEqual([]))
