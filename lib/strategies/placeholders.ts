/** What a text to a customer may hold, and what is put there. */
export const placeholders = {
  客户名称: 'customer',
  客户经理: 'manager',
  经理电话: 'phone',
  经理邮箱: 'email',
  公司名称: 'company',
} as const
export type Facts = Record<(typeof placeholders)[keyof typeof placeholders], string>

const HOLE = /[{｛]([^{}｛｝]*)[}｝]/g
const isKnown = (word: string): word is keyof typeof placeholders => Object.hasOwn(placeholders, word)
const wordsIn = (text: string) => [...text.matchAll(HOLE)].map(([, word = '']) => word.trim())

/** {客户名称}、{客户经理} and so on, for help texts. */
export const placeholderWords = Object.keys(placeholders)
  .map((word) => `{${word}}`)
  .join(' ')

/** The first placeholder that nobody knows, as it was written; undefined where all are known. */
export const unknownIn = (text: string) => wordsIn(text).find((word) => !isKnown(word))

/** The text with everything put in its place; an unknown word stays as it stands. */
export const fill = (text: string, facts: Facts) =>
  text.replace(HOLE, (whole, typed: string) => {
    const word = typed.trim()
    return isKnown(word) ? facts[placeholders[word]] : whole
  })

const asks = (text: string, words: readonly string[]) => wordsIn(text).some((word) => words.includes(word))

/** Which facts of the account manager a text cannot do without. */
export const needsOf = (text: string) => ({
  manager: asks(text, ['客户经理', '经理电话', '经理邮箱']),
  phone: asks(text, ['经理电话']),
  email: asks(text, ['经理邮箱']),
})

/** How a customer says no to a message about offers; it stands below every such text. */
export const REFUSAL = '如不想再收到这类信息，请回复 T 退订。'

/** The words ready to copy: filled, and below an offer how to be left alone (I-05). */
export function copyOf({ content, marketing, way }: { content: string; marketing: boolean; way: string }, facts: Facts): string {
  const text = fill(content, facts)
  const isMessage = way === 'email' || way === 'text'
  return marketing && isMessage && text !== '' && !text.includes('退订') ? `${text}\n${REFUSAL}` : text
}

const example: Facts = { customer: '示例客户', manager: '张三', phone: '400-123-4567', email: 'name@company.com', company: '本公司' }

/** The words as an example shows them. */
export const exampleOf = (strategy: { content: string; marketing: boolean; way: string }) => copyOf(strategy, example)
