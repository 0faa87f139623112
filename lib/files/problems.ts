const own = {
  'no-file': '请选择文件',
  'no-kind': '请选择附件类型',
  'too-big': '文件超过 20 MB，请压缩或拆分后再上传',
  empty: '这是空文件，请检查后重新选择',
  'not-allowed': '不支持这种文件，可上传 PDF、图片、Office 文档、文本和录音',
  'not-what-it-says': '文件内容与扩展名不符；加密的 Office 文件请先解除密码，其他文件请用原来的软件另存后再上传',
  'too-many': '一次最多上传 20 个文件',
  broken: '上传中断，请检查网络后重新选择文件',
} as const

export type Problem = keyof typeof own

/** Why a file could not be taken in; the word goes into an address, the sentence onto the page. */
export class UnfitFile extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(own[problem])
    this.problem = problem
  }
}

export const problemSentence = (word: string) => (Object.hasOwn(own, word) ? own[word as Problem] : undefined)

export function statusOfProblem(problem: Problem): number {
  if (problem === 'too-big') return 413
  return problem === 'not-allowed' || problem === 'not-what-it-says' ? 415 : 422
}
