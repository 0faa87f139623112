import { MANY, MOST_XLSX, PER_HOUR } from './model.ts'

const count = (n: number) => n.toLocaleString('en-US')

const problems = {
  format: { field: 'format', status: 422, message: '请选择文件格式' },
  reason: { field: 'reason', status: 422, message: '请填写导出原因，最多 100 字' },
  'password-missing': { field: 'password', status: 422, message: `超过 ${MANY} 条，请再次输入登录密码` },
  'password-wrong': { field: 'password', status: 422, message: '密码不正确，请重新输入' },
  'too-many': { field: 'format', status: 422, message: `超过 ${count(MOST_XLSX)} 条，请选择 CSV，或先筛选` },
  empty: { field: undefined, status: 422, message: '没有可导出的记录，请调整筛选条件' },
  often: { field: undefined, status: 429, message: `一小时内最多导出 ${PER_HOUR} 次，请稍后再试` },
  busy: { field: undefined, status: 503, message: '已有其他导出正在进行，请稍后再试' },
} as const

export type Problem = keyof typeof problems

/** What stands in the way of an export, by its word in an address; undefined for an unknown word. */
export const problemOf = (word: string) => (Object.hasOwn(problems, word) ? problems[word as Problem] : undefined)
