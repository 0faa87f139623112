/** Texts by customer; one without any has no such line. */
export type Texts = Map<number, string>

const LENGTH = 120

/** What there is to say, a line each. */
export const lines = (...all: (string | false)[]) => all.filter(Boolean).join('\n')
/** Of these customers those of whom there is something to say. */
export const filled = (ids: number[], say: (id: number) => (string | false)[]): Texts =>
  new Map(ids.map((id) => [id, lines(...say(id))] as const).filter(([, text]) => text !== ''))

/** 李梅（采购经理，决策人） */
export function named(name: string, ...about: string[]) {
  const known = about.filter(Boolean)
  return known.length > 0 ? `${name || '未填写'}（${known.join('，')}）` : name || '未填写'
}

/** As much of a text as stands in one line. */
export function cut(text: string) {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > LENGTH ? `${line.slice(0, LENGTH)}…` : line
}
