import { expect, test } from 'vitest'
import { workbook } from '#tests/fixtures/bad/files'
import { readSheet } from './sheet.ts'
import { readSheetInWorker } from './sheet-in-worker.ts'

const SAMPLE = 'tests/samples/客户基本信息表.csv'

test('a worker reads what the function reads, from disk or memory', async () => {
  const { readFile } = await import('node:fs/promises')
  const bytes = await readFile(SAMPLE)
  const expected = await readSheet(bytes)
  expect(await readSheetInWorker({ path: SAMPLE })).toEqual(expected)
  expect(await readSheetInWorker({ bytes })).toEqual(expected)
})

test('a refusal crosses the thread with its code and its sentence', async () => {
  const refused = readSheetInWorker({ bytes: Buffer.from('a,b\n1,2\n3,4\n') }, { rows: 1 })
  await expect(refused).rejects.toMatchObject({
    name: 'Error',
    code: 'too-many-rows',
    message: '表格的行数过多，请拆成几个文件后再上传（最多 1 行）',
  })
})

test('a file that takes too long or too much memory is refused, not waited for', async () => {
  const rows = Array.from(
    { length: 60_000 },
    (_, at) => `<row r="${at + 1}"><c r="A${at + 1}" t="inlineStr"><is><t>${at}</t></is></c></row>`,
  ).join('')
  const bytes = workbook(rows)
  await expect(readSheetInWorker({ bytes }, { milliseconds: 0 })).rejects.toMatchObject({ code: 'slow' })
  await expect(readSheetInWorker({ bytes }, { memoryMb: 12 })).rejects.toMatchObject({ code: 'too-large' })
})

test('a file that is not there is a fault, not a refusal', async () => {
  await expect(readSheetInWorker({ path: 'tests/samples/none.csv' })).rejects.toThrow('ENOENT')
})
