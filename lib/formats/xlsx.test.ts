import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { workbook } from '#tests/fixtures/bad/files'
import { readXlsx, writeXlsx } from './xlsx.ts'

test('no text becomes a formula, a number or anything but text', async () => {
  const bytes = await writeXlsx({ name: '表', header: ['=A1'], rows: [['=1+1'], ['13800138000'], ['@x'], ['true']] })
  const xml = new TextDecoder().decode(unzipSync(bytes)['xl/worksheets/sheet1.xml'])
  expect(xml).not.toMatch(/<f[ >]/)
  expect(xml.match(/<c /g)).toHaveLength(5)
  expect(xml.match(/ t="(?:s|inlineStr)"/g)).toHaveLength(5)
  expect(await readXlsx(bytes)).toEqual([['=A1'], ['=1+1'], ['13800138000'], ['@x'], ['true']])
})

test('a return is written so that a spreadsheet keeps it', async () => {
  const files = unzipSync(await writeXlsx({ name: '表', header: ['甲'], rows: [['a\r\nb']] }))
  const text = Object.values(files).map((bytes) => new TextDecoder().decode(bytes))
  expect(text.join('')).toContain('a_x000D_\nb')
})

test('the header is bold and fixed, columns are as wide as asked or as they need', async () => {
  const files = unzipSync(
    await writeXlsx({ name: '客户/名单', header: ['名称', '备注'], rows: [['上海恒屹精密机械有限公司', '']], widths: [30] }),
  )
  const text = (name: string) => new TextDecoder().decode(files[name])
  expect(text('xl/worksheets/sheet1.xml')).toMatch(/<col [^>]*width="30"[\s\S]*<col [^>]*width="8"/)
  expect(text('xl/worksheets/sheet1.xml')).toContain('<pane ')
  expect(text('xl/styles.xml')).toContain('<b')
  expect(text('xl/workbook.xml')).toContain('客户 名单')
})

test('text that was written is read back the same', async () => {
  const unit = fc.oneof(
    fc.constantFrom('\r', '\n', '\t', ' ', '<', '&', '_x000D_', '=', '"', '𠮷'),
    fc.string({ unit: 'grapheme', maxLength: 1 }),
  )
  const cell = fc
    .array(unit, { minLength: 1, maxLength: 6 })
    .map((units) => units.join('').replace(/(?![\t\r\n])\p{Cc}|[\ufffe\uffff]/gu, ' ') || ' ')
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 3 }), async (rows) => {
      const read = await readXlsx(await writeXlsx({ name: '表', header: ['甲', '乙'], rows }))
      expect(read.slice(1)).toEqual(rows)
    }),
    { numRuns: 60 },
  )
})

test('days, moments, numbers and truth are written plainly', async () => {
  const styles =
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
  const cells = ['<v>1280.3000000000002</v>', '<v>1.3800138E10</v>', '<v>1E-3</v>', '<v>13800138000</v>'].map(
    (value, at) => `<c r="${'ABCD'[at]}1">${value}</c>`,
  )
  const dated = ['45634', '46208.29236111', '0.5'].map((value, at) => `<c r="${'EFG'[at]}1" s="1"><v>${value}</v></c>`)
  const bytes = workbook(`<row r="1">${cells.join('')}${dated.join('')}<c r="H1" t="b"><v>1</v></c></row>`, {
    'xl/styles.xml': Buffer.from(styles),
  })
  expect(await readXlsx(bytes)).toEqual([
    ['1280.3', '13800138000', '0.001', '13800138000', '2024-12-08', '2026-07-05 07:01', '12:00', '是'],
  ])
})
