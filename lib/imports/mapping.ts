import { type Field, type Target, targetFields } from './aliases.ts'

/** For each field of a target the index of its column, or null where the sheet has none. */
export type Mapping = Record<string, number | null>

const LONGEST_TITLE = 200

/** The columns a header most likely means: the documents' own words first, then other names; of two alike the first column counts. */
export function guessMapping(header: readonly string[], target: Target): Mapping {
  const fields: readonly Field[] = targetFields[target]
  const titles = header.map((text) => text.slice(0, LONGEST_TITLE)).map((title) => ({ word: titleWord(title), unit: moneyUnit(title) }))
  const taken = new Set<number>()
  const mapping: Mapping = Object.fromEntries(fields.map(({ key }) => [key, null]))
  for (const wordsOf of [(field: Field) => [field.label], (field: Field) => field.aliases]) {
    for (const field of fields.filter(({ key }) => mapping[key] === null)) {
      const column = wordsOf(field)
        .map((word) => titles.findIndex((title, at) => !taken.has(at) && title.word === titleWord(word) && fits(field, title.unit)))
        .find((at) => at >= 0)
      if (column === undefined) continue
      mapping[field.key] = column
      taken.add(column)
    }
  }
  return mapping
}

/** Fields that a target cannot do without and that no column stands for; a customer is named by number or name. */
export function missingFields(mapping: Mapping, target: Target): Field[] {
  const fields: readonly Field[] = targetFields[target]
  const isNamed = (mapping.customerNumber ?? null) !== null
  return fields.filter(({ key, required }) => required && (mapping[key] ?? null) === null && !(key === 'customer' && isNamed))
}

function titleWord(text: string) {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[([【〔{][^([【〔{)\]】〕}]*[)\]】〕}]/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

// 年营收(元) is not 年营收(万元): a column in another unit is left for the person to decide.
function fits(field: Field, unit: string | undefined) {
  return !field.unit || unit === undefined || unit === field.unit
}

function moneyUnit(text: string) {
  const compact = text.normalize('NFKC').replace(/\s/g, '')
  return /[([【〔/:](?:单位:?)?((?:千|万|百万|亿)?元|万|亿)/.exec(compact)?.[1]?.replace(/^[万亿]$/, '$&元')
}
