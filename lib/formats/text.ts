import { splitRegion } from './regions.ts'
import { simplified } from './traditional.ts'

const LEGAL_FORM = /(?:股份有限公司|有限责任公司|有限公司|股份公司|控股集团|集团|总公司|分公司|公司|有限合伙|普通合伙|工作室|个体工商户)$/

/** A name as it is stored: one width (NFKC), no invisible characters, trimmed, inner spaces single. */
export function normaliseName(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** What makes a company's name its own, to compare with others: without region, legal form, brackets and punctuation, in simplified characters. */
export function comparableName(text: string): string {
  return nameParts(text).core
}

/** Same core, or cores that differ in one character of five; names of two regions are two companies. A warning, never a verdict. */
export function isSimilarName(one: string, other: string): boolean {
  const [a, b] = [nameParts(one), nameParts(other)]
  if (a.region && b.region && a.region !== b.region) return false
  if (a.core === '' || b.core === '') return false
  return a.core === b.core || isNear(a.core, b.core)
}

/** A company's name without its legal form (有限公司, 集团 …), the brackets kept as they are. */
export function withoutLegalForm(text: string): string {
  for (let name = text; ; ) {
    const shorter = name.replace(/[\s（）()·,，.。]+$/, '').replace(LEGAL_FORM, '')
    if (shorter === name || shorter.length < 2) return name
    name = shorter
  }
}

function nameParts(text: string) {
  const name = simplified(normaliseName(text).toLowerCase())
  const unbracketed = name.replace(/[([【〔][^)\]】〕]*[)\]】〕]/g, '')
  const letters = (unbracketed || name).replace(/[^\p{L}\p{N}]/gu, '')
  const { region, rest } = splitRegion(withoutLegalForm(letters))
  return { region, core: rest }
}

function isNear(a: string, b: string) {
  const longer = Math.max(a.length, b.length)
  return longer >= 5 && distance(a, b) <= Math.floor(longer / 5)
}

// Levenshtein, one row at a time.
function distance(a: string, b: string) {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length] ?? 0
}
