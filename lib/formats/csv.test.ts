import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CsvRecord, parseCsv, sniffDelimiter, toCsv } from './csv.ts'
import { readSheet } from './sheet.ts'

test.each([
  ['姓名,电话\n张三,1\n', ','],
  ['姓名;电话;备注\n张三;1;a,b\n李四;2;c,d', ';'],
  ['姓名\t电话\n张,三\t1\n', '\t'],
  ['"a;b;c",d\n"e;f;g",h\n', ','],
  ['单列\n值', ','],
  ['', ','],
])('%j is divided by %j', (text, delimiter) => {
  expect(sniffDelimiter(text)).toBe(delimiter)
})

test('records come with the physical line they begin on, ragged ones too', async () => {
  expect(await all('a,b\r\n"x\r\ny",1\r\n\r\nc\r\nd,e,f\r\n')).toEqual([
    { record: ['a', 'b'], line: 1 },
    { record: ['x\r\ny', '1'], line: 2 },
    { record: [''], line: 4 },
    { record: ['c'], line: 5 },
    { record: ['d', 'e', 'f'], line: 6 },
  ])
})

test('line ends may be mixed and quotes may stand inside a cell', async () => {
  expect((await all('a,5"管\nb,"x"y\r\nc,"d""e"\rf,g')).map(({ record }) => record)).toEqual([
    ['a', '5"管'],
    ['b', '"x"y'],
    ['c', 'd"e'],
    ['f', 'g'],
  ])
})

test('a quote that never ends is told with its line', async () => {
  await expect(all('a,b\n1,2\n"x,y\nz,3')).rejects.toThrow('有一处引号没有结束，请检查后再上传（从第 3 行开始）')
})

test('what is written has a byte order mark, CRLF and defused formulas', () => {
  expect(
    toCsv([
      ['名称', '数量'],
      ['=1+1', -2.5],
      ['a\nb', null],
    ]),
  ).toBe('\ufeff名称,数量\r\n\'=1+1,-2.5\r\n"a\nb",\r\n')
})

test('a table that was written is read back the same', async () => {
  const unit = fc.oneof(fc.constantFrom(...'=+-@,;\t\r\n \'"\u200b\ufeff0a'), fc.string({ unit: 'grapheme', maxLength: 1 }))
  const cell = fc.array(unit, { maxLength: 8 }).map((units) => units.join(''))
  const record = fc.tuple(cell, cell, fc.constant('末'))
  await fc.assert(
    fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 5 }), async (records) => {
      const sheet = await readSheet(new TextEncoder().encode(toCsv([['甲', '乙', '丙'], ...records])))
      expect(sheet.records).toEqual(records)
    }),
    { numRuns: 300 },
  )
})

async function all(text: string) {
  const records: CsvRecord[] = []
  for await (const record of parseCsv(text, ',')) records.push(record)
  return records
}

test('more records than wanted are refused before what follows them is parsed', async () => {
  const fault = Array.fromAsync(parseCsv('a\n\n\n\n"open', ',', 3))
  await expect(fault).rejects.toMatchObject({ code: 'too-many-rows', detail: '（最多 2 行）' })
  expect(await Array.fromAsync(parseCsv('a\n\nb', ',', 3))).toHaveLength(3)
})
