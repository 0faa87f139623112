import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { workbook } from '#tests/fixtures/bad/files'
import { checkedWorkbook } from './workbook.ts'
import { LIMITS } from './xlsx.ts'

test('a sprawling sheet is refused by its addresses, before anything is built from it', () => {
  const bottom = workbook('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')
  const far = workbook('<row r="1"><c r="CW1"><v>1</v></c></row>')
  expect(() => checkedWorkbook(bottom, LIMITS)).toThrow('表格的行数过多，请拆成几个文件后再上传（最多 200,000 行）')
  expect(() => checkedWorkbook(far, LIMITS)).toThrow('表格的列数过多，请删去多余的列后再上传（最多 100 列）')
})

test('a reader is given the wanted sheet and nothing it does not need', () => {
  const more = {
    'xl/media/image1.png': new Uint8Array(9),
    'xl/worksheets/sheet2.xml': new Uint8Array(9),
    'xl/styles.xml': new Uint8Array(9),
  }
  const { workbook: checked, sheet } = checkedWorkbook(workbook('<row r="1"/>', more), LIMITS)
  expect(sheet).toBe('表')
  expect(Object.keys(unzipSync(checked)).sort()).toEqual(
    ['[Content_Types].xml', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', 'xl/workbook.xml', 'xl/worksheets/sheet1.xml'].sort(),
  )
})

test('tags that never end, names that never end and addresses out of sight are refused in one look', () => {
  const refused = (rows: string) => expect(() => checkedWorkbook(workbook(rows), LIMITS)).toThrow('无法读取的单元格')
  refused(Array.from({ length: 200_000 }, (_, at) => `<row a${at.toString(36)}`).join(''))
  refused(`<row r="1"><c${Array.from({ length: 50_000 }, (_, at) => ` r="A${at}"`).join('')}`)
  refused(`<row r="1"><c x=">" r="XFD1"><v>1</v></c></row>`)
  expect(() => checkedWorkbook(workbook(`<row r="1"><c r='XFD1'><v>1</v></c></row>`), LIMITS)).toThrow('列数过多')
  expect(() => checkedWorkbook(workbook('<row r="1"/>', {}, '"'.concat('a'.repeat(200_000), '="')), LIMITS)).not.toThrow()
})

test('a sheet whose name is written with characters that do not exist is read all the same', () => {
  expect(checkedWorkbook(workbook('<row r="1"/>', {}, 'A&#x110000;&constructor;'), LIMITS).sheet).toBe('A\ufffd&constructor;')
})
