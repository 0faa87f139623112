import { type Answer, LOW } from './answers.ts'
import { LINK_DAYS, type Question } from './model.ts'

/** The type of a complaint that a bad mark of a dimension is, by its name among the types of tickets. */
export const typeNames: Record<string, string> = {
  服务质量: '服务态度',
  产品性价比: '价格费用',
  响应速度: '服务响应',
  产品质量: '产品质量',
  交付: '交付物流',
}

type Said = Pick<Answer, 'questionId' | 'value' | 'text'>

/** 2 分, 很可能, or the customer's own words; '-' where it said nothing. */
export function answerWords({ kind, options }: Pick<Question, 'kind' | 'options'>, said: Omit<Said, 'questionId'> | undefined): string {
  if (!said || (said.value === null && said.text === '')) return '-'
  if (said.value === null) return said.text
  return kind === 'choice' ? (options[said.value - 1] ?? '-') : `${said.value} 分`
}

/** What a ticket says of the answers it follows from: the low ones first, then every other. */
export function storyOf(questions: readonly Question[], answers: readonly Said[]): string {
  const said = new Map(answers.map((one) => [one.questionId, one]))
  const line = (one: Question) => `${one.dimension ? `${one.dimension}：` : ''}${one.text} ${answerWords(one, said.get(one.id))}`
  const isLow = (one: Question) => one.kind === 'scale' && (said.get(one.id)?.value ?? 5) <= LOW
  const answered = questions.filter(({ id }) => said.has(id))
  const [low, others] = [answered.filter(isLow), answered.filter((one) => !isLow(one))]
  return ['客户在满意度调研中给出低分，请联系客户了解原因。', ...low.map(line), ...others.map(line)].join('\n').slice(0, 5000)
}

/** The words that go to the customer with the link, ready for WeChat or a short message. */
export const inviteWords = (company: string, title: string, url: string) =>
  `您好，${company}邀请您填写《${title}》，约需两分钟，无需登录，${LINK_DAYS} 天内有效：${url}`
