import { expect, test } from 'vitest'
import { badFiles, workbook } from '#tests/fixtures/bad/files'
import { UnreadableSheet } from './refusal.ts'
import { readSheet } from './sheet.ts'
import { LIMITS, writeXlsx } from './xlsx.ts'

const limits = { ...LIMITS, rows: 1100 }
const bad = await badFiles()

test.each(Object.entries(bad))('%s is refused in words', async (_, { bytes, code }) => {
  const error = await readSheet(bytes, limits).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(UnreadableSheet)
  expect((error as UnreadableSheet).code).toBe(code)
  expect((error as UnreadableSheet).message).toMatch(/^[\u4e00-\u9fff].*$/)
})

test('a csv has its header, records, record numbers and lines; ragged records are told', async () => {
  const sheet = await readSheet(Buffer.from('名称,电话,\n甲,"1\n2"\n\n乙\n丙,3,4,\n'))
  expect(sheet).toMatchObject({ kind: 'csv', encoding: 'utf-8', delimiter: ',', damaged: 0, header: ['名称', '电话'] })
  expect(sheet.records).toEqual([
    ['甲', '1\n2'],
    ['乙', ''],
    ['丙', '3', '4'],
  ])
  expect([sheet.numbers, sheet.lines, sheet.ragged]).toEqual([
    [2, 4, 5],
    [2, 5, 6],
    [2, 4],
  ])
})

test('a title above the table is no header', async () => {
  const sheet = await readSheet(Buffer.from('客户信息表,,\n\n名称,电话,备注\n甲,1,\n'))
  expect([sheet.header, sheet.numbers]).toEqual([['名称', '电话', '备注'], [4]])
})

test('an apostrophe that an export put before a formula is taken away, once', async () => {
  const sheet = await readSheet(Buffer.from("名称,备注\n甲,'=1+1\n乙,''=1\n丙,'x\n"))
  expect(sheet.records.map(([, note]) => note)).toEqual(['=1+1', "'=1", "'x"])
})

test('an xlsx named csv is read as what it is', async () => {
  const bytes = await writeXlsx({
    name: '表',
    header: ['名称', '数'],
    rows: [
      ['甲', 1.5],
      [null, null],
      ['乙', 2],
    ],
  })
  const sheet = await readSheet(bytes)
  expect(sheet).toMatchObject({ kind: 'xlsx', encoding: null, header: ['名称', '数'], numbers: [2, 4] })
  expect(sheet.records).toEqual([
    ['甲', '1.5'],
    ['乙', '2'],
  ])
})

test('a sheet is found by its name, and a wrong name is told', async () => {
  const bytes = workbook('<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>', {}, 'A&amp;B')
  expect((await readSheet(bytes, LIMITS, 'A&B')).records).toEqual([['2']])
  await expect(readSheet(bytes, LIMITS, '别的')).rejects.toMatchObject({ code: 'no-such-sheet' })
})

test('a cell longer than a spreadsheet holds and a title longer than a title are refused, with the line', async () => {
  const csv = (title: string, cell: string) => Buffer.from(`名称,${title}\n甲,1\n乙,${cell}\n`)
  await expect(readSheet(csv('电话', '长'.repeat(32_768)))).rejects.toMatchObject({ code: 'long-cell', detail: '（第 3 行）' })
  await expect(readSheet(csv('题'.repeat(201), '1'))).rejects.toMatchObject({ code: 'long-title' })
  expect((await readSheet(csv('题'.repeat(200), '长'.repeat(32_767)))).records).toHaveLength(2)
  const xlsx = workbook(
    `<row r="1"><c r="A1" t="inlineStr"><is><t>${'x'.repeat(32_768)}</t></is></c></row><row r="2"><c r="A2"><v>1</v></c></row>`,
  )
  await expect(readSheet(xlsx)).rejects.toMatchObject({ code: 'long-cell' })
})

test('empty lines at the end are passed over unread, however many', async () => {
  await expect(readSheet(Buffer.from('\n'.repeat(5000)), limits)).rejects.toMatchObject({ code: 'empty' })
  expect((await readSheet(Buffer.from(`a,b\n1,2${'\r\n'.repeat(5000)}`), limits)).records).toEqual([['1', '2']])
})
