import { type RefusalCode, UnreadableSheet } from '../formats/refusal.ts'

const MB = 1024 * 1024
/** A sheet may have 20 MB; the form around it some more. */
export const MOST_BYTES = 20 * MB
export const MOST_BODY = MOST_BYTES + MB / 2

const own = {
  'no-file': '请选择要导入的文件',
  'no-target': '请选择表格里是什么内容',
  'too-big': '文件超过 20 MB，请删去图片和多余的工作表，或拆成几个文件后再上传',
  broken: '上传中断，请检查网络后重新选择文件',
} as const

export type Problem = keyof typeof own | RefusalCode

/** The sentence for a problem with an upload, by its word in an address; undefined for an unknown word. */
export function problemSentence(word: string): string | undefined {
  if (Object.hasOwn(own, word)) return own[word as keyof typeof own]
  const message = new UnreadableSheet(word as RefusalCode).message
  return message.startsWith('undefined') ? undefined : message
}

export const statusOfProblem = (problem: Problem) => (problem === 'too-big' ? 413 : 422)
