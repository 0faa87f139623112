import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { readSheet, type Sheet } from '#lib/formats/sheet'
import type { Target } from './aliases.ts'
import { readFollowUp, readPurchase } from './facts.ts'
import { guessMapping, missingFields } from './mapping.ts'
import { duplicateKey, readCustomer } from './model.ts'

const TODAY = '2026-10-31'

test('the sample of customers is judged record by record as expected', async () => {
  const { sheet, mapping } = await sample('客户基本信息表', 'customers')
  const expected = JSON.parse(await readFile('tests/samples/客户基本信息表.expected.json', 'utf8'))
  const verdicts = judge(sheet, mapping)
  expect(sheet.encoding).toBe(expected.encoding)
  expect(sheet.records).toHaveLength(expected.records)
  expect(verdicts.invalid).toEqual(expected.invalid_rows)
  expect(verdicts.duplicate).toEqual(expected.duplicate_rows)
  expect(verdicts.valid).toBe(expected.valid)
})

test('every industry, source and level of the sample is understood', async () => {
  const { sheet, mapping } = await sample('客户基本信息表', 'customers')
  const warnings = sheet.records.flatMap((record) => readCustomer(record, mapping, { today: TODAY }).warnings)
  expect(new Set(warnings.map(({ reason }) => reason))).toEqual(new Set(['客户等级为空，按普通客户导入']))
})

test('the sample of follow-ups is read without an error', async () => {
  const { sheet, mapping } = await sample('客户跟进记录表', 'followUps')
  const read = sheet.records.map((record) => readFollowUp(record, mapping, { today: TODAY }))
  expect(read.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([])
  expect(read).toHaveLength(1874)
  expect(read[0]?.values).toMatchObject({
    occurredOn: '2026-07-05',
    occurredTime: '07:01',
    method: 'wechat',
    next: '提交方案',
    nextOn: '2026-07-29',
  })
})

test('the sample of purchases is read without an error and sums to the expected tiers', async () => {
  const { sheet, mapping } = await sample('历史购买记录', 'purchases')
  const expected = JSON.parse(await readFile('tests/samples/历史购买记录.expected.json', 'utf8'))
  const read = sheet.records.map((record) => readPurchase(record, mapping, { today: TODAY }))
  expect(read.flatMap(({ errors }) => errors)).toEqual([])
  expect(read).toHaveLength(expected.records)
  const fen = new Map<string, number>()
  for (const { values } of read) {
    if (values && values.purchasedOn > '2025-10-31' && values.purchasedOn <= TODAY)
      fen.set(values.customer, (fen.get(values.customer) ?? 0) + values.amountFen)
  }
  const valuable = [...fen].filter(([, sum]) => sum >= 10_000_000).map(([name]) => name)
  expect(valuable.sort()).toEqual([...expected.高价值].sort())
})

async function sample(name: string, target: Target) {
  const sheet = await readSheet(await readFile(`tests/samples/${name}.csv`))
  const mapping = guessMapping(sheet.header, target)
  expect(missingFields(mapping, target)).toEqual([])
  expect(Object.values(mapping).filter((column) => column !== null)).toHaveLength(sheet.header.length)
  return { sheet, mapping }
}

function judge(sheet: Sheet, mapping: ReturnType<typeof guessMapping>) {
  const seen = new Set<string>()
  const [invalid, duplicate]: [number[], number[]] = [[], []]
  sheet.records.forEach((record, at) => {
    const { values } = readCustomer(record, mapping)
    const number = sheet.numbers[at] ?? 0
    if (!values) invalid.push(number)
    else if (seen.has(duplicateKey(values))) duplicate.push(number)
    else seen.add(duplicateKey(values))
  })
  return { invalid, duplicate, valid: seen.size }
}
