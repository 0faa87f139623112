import { splitRegion } from './regions.ts'
import { simplified } from './traditional.ts'

// The longest first: of 股份有限公司 nothing is to stay.
const LEGAL_FORMS =
  '股份有限公司 有限责任公司 有限公司 股份公司 控股集团 有限合伙 普通合伙 个体工商户 总公司 分公司 工作室 集团 公司'.split(' ')
// Behind a city: 吴中区, 工业园区, 昆山县; not 社区 or 小区, which are a trade.
const DISTRICT = /^[\u4e00-\u9fff]{2,3}[区县](?=[\p{L}\p{N}]{4})/u
const PAUSE = /[\s（）()·,，.。]/
/** Longer names are compared by their beginning alone: what compares looks at each character several times. */
const LONGEST_COMPARED = 200
// Controls, formats, private use, half surrogates, and the fillers and selectors that show nothing; what parts words is kept.
const INVISIBLE = /(?![\t-\r])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/gu

/** A name as it is stored: one width (NFKC), no invisible characters, trimmed, inner spaces single. */
export function normaliseName(text: string): string {
  return text.normalize('NFKC').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim()
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
  for (let end = text.length; ; ) {
    const shorter = formStart(text, pauseStart(text, end))
    if (shorter === end || shorter < 2) return text.slice(0, end)
    end = shorter
  }
}

function pauseStart(text: string, end: number) {
  let at = end
  while (at > 0 && PAUSE.test(text[at - 1] ?? '')) at--
  return at
}

function formStart(text: string, end: number) {
  return end - (LEGAL_FORMS.find((form) => text.endsWith(form, end))?.length ?? 0)
}

/** A company's name in its region and its core, both to compare; either may be empty. */
export function nameParts(text: string) {
  const name = simplified(normaliseName(text.slice(0, LONGEST_COMPARED)).slice(0, LONGEST_COMPARED).toLowerCase())
  const unbracketed = name.replace(/[([【〔][^)\]】〕]*[)\]】〕]/g, '')
  const letters = (unbracketed || name).replace(/[^\p{L}\p{N}]/gu, '')
  const { region, rest } = splitRegion(withoutLegalForm(letters))
  return { region, core: region ? rest.replace(DISTRICT, '') : rest }
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
