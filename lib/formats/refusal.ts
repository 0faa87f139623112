import { Refusal } from '#lib/kernel/errors'

const SENTENCES = {
  empty: '文件是空的，请选择有内容的表格',
  'no-records': '表格里没有数据行，请检查第一行是否为列名、下面是否有记录',
  'not-a-table': '文件不是表格，请上传 Excel（.xlsx）或 CSV 文件',
  'legacy-xls': '这是旧版 Excel（.xls）文件，请在 Excel 或 WPS 中另存为 .xlsx 后再上传',
  'web-page': '这是网页格式的表格，请在 Excel 或 WPS 中打开，另存为 .xlsx 后再上传',
  encrypted: '文件设有打开密码，请去掉密码后再上传',
  truncated: '文件不完整或已损坏，请重新导出或重新下载后再上传',
  'too-large': '表格内容过大，请删去图片和多余的工作表，或拆成几个文件后再上传',
  'too-many-rows': '表格的行数过多，请拆成几个文件后再上传',
  'too-many-columns': '表格的列数过多，请删去多余的列后再上传',
  'no-such-sheet': '找不到所选的工作表',
  'long-cell': '有一格的内容超过 32,767 字，请检查引号和分隔符后再上传',
  'long-title': '有一个列名超过 200 字，请检查第一行是否为列名',
  'open-quote': '有一处引号没有结束，请检查后再上传',
  'broken-cell': '表格中有无法读取的单元格，请在 Excel 中重新保存后再上传',
  slow: '读取表格用时过长，请拆成几个文件后再上传',
} as const

export type RefusalCode = keyof typeof SENTENCES
export const isRefusalCode = (word: string): word is RefusalCode => Object.hasOwn(SENTENCES, word)

/** A file that cannot be read as a table: `code` for the program, a sentence for the person who brought it. */
export class UnreadableSheet extends Refusal {
  readonly code: RefusalCode
  readonly detail: string
  constructor(code: RefusalCode, detail = '') {
    super(SENTENCES[code] + detail)
    this.code = code
    this.detail = detail
  }
}

/** The refusal of a sheet with more than `most` rows below its header. */
export const tooManyRows = (most: number) => new UnreadableSheet('too-many-rows', `（最多 ${most.toLocaleString('zh-CN')} 行）`)
