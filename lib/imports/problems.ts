import { isRefusalCode, type RefusalCode, UnreadableSheet } from '../formats/refusal.ts'
import { Refusal } from '../kernel/errors.ts'

const MB = 1024 * 1024
/** A sheet may have 20 MB; the form around it some more. */
export const MOST_BYTES = 20 * MB
export const MOST_BODY = MOST_BYTES + MB / 2
/** So many records of one person may lie there that have not come in; they hold names and numbers of people. */
export const MOST_STAGED = 400_000

const own = {
  'no-file': '请选择要导入的文件',
  'no-target': '请选择表格里是什么内容',
  'too-big': '文件超过 20 MB，请删去图片和多余的工作表，或拆成几个文件后再上传',
  broken: '上传中断，请检查网络后重新选择文件',
  busy: '正在读取其他表格，请稍后再试',
  quota: '未导入的表格行数已达 40 万行上限，请先放弃不再需要的导入，再上传',
  forbidden: '没有权限导入这类表格',
} as const

export type Problem = keyof typeof own | RefusalCode

/** The sentence for a problem with an upload, by its word in an address; undefined for an unknown word. */
export function problemSentence(word: string): string | undefined {
  if (Object.hasOwn(own, word)) return own[word as keyof typeof own]
  return isRefusalCode(word) ? new UnreadableSheet(word).message : undefined
}

/** A sheet that could be read, and cannot be taken now: `code` for the program, a sentence for the person. */
export class NotTaken extends Refusal {
  readonly code: 'busy' | 'quota'
  constructor(code: 'busy' | 'quota') {
    super(own[code])
    this.code = code
  }
}

const statuses: Partial<Record<Problem, number>> = { 'too-big': 413, broken: 400, busy: 503, forbidden: 403 }

/** The status of the answer to who is no browser. */
export const statusOfProblem = (problem: Problem) => statuses[problem] ?? 422
