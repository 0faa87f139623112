import { distinctWords, searchTerms } from '../formats/search.ts'
import { type Customer, derived, type Told } from './model.ts'

type Found = Told &
  Pick<Customer, 'number' | 'ownerId' | 'departmentId' | 'level' | 'potential' | 'status' | 'industry' | 'source' | 'tags'>
type Former = { field: 'name' | 'contact' | 'phone' | 'number'; value: string }
/** What else a customer is found by: its other contacts, also former ones, and what its profile says. */
export type Around = { people: { name: string; phone: string }[]; profile?: Sorted; helpers?: number[] }
type Sorted = { serviceCategory: string | null; urgency: string | null; decisionCycle: string | null }

/** The tags of a line, each once: what stands in brackets ([产能扩张需求]-[降本]), else words parted by 、, comma, semicolon or space. */
export function tagsIn(line: string): string[] {
  const bracketed = [...line.matchAll(/[[【]([^\]】]+)[\]】]/g)].map(([, tag]) => tag!.trim())
  const tags = bracketed.length > 0 ? bracketed : line.split(/[、，,；;\s]+/)
  return [...new Set(tags.filter((tag) => /[\p{L}\p{N}]/u.test(tag)))]
}

/** Everything a customer is found by, and the facets that filters and scopes ask for, as one document of words. */
export const termsOf = (c: Found, former: Former[] = [], around: Around = { people: [] }): string =>
  distinctWords(
    documentOf(wordsOf(c, former, around.people), c),
    ...sortedFacets(around.profile),
    ...(around.helpers ?? []).map((one) => facet('col', one)),
  )

/** What takes long about a new customer, and follows from what was typed alone: how its name reads, what may be shown of it, its words. */
export const spell = (told: Told) => ({ keys: derived(told), words: wordsOf(told) })
export type Spelling = ReturnType<typeof spell>

/** The words with what is known last: number and facets. */
export const documentOf = (words: string, c: Found) => distinctWords(words, searchTerms({ numbers: [c.number] }), ...facetsOf(c))

function wordsOf(c: Told, former: Former[] = [], others: Around['people'] = []): string {
  const was = (field: Former['field']) => former.filter((f) => f.field === field).map((f) => f.value)
  const isPerson = c.type === 'person'
  const names = [c.name, ...was('name')]
  const people = [c.contact, ...was('contact'), ...others.map(({ name }) => name)].filter((name) => !names.includes(name) || isPerson)
  return searchTerms({
    names: isPerson ? [] : names,
    people: isPerson ? [...new Set([...names, ...people])] : people,
    phones: [c.phone, ...was('phone'), ...others.map(({ phone }) => phone)],
    numbers: was('number'),
  })
}

const facetKinds = ['own', 'dep', 'typ', 'lvl', 'pot', 'sts', 'src', 'sec', 'ind', 'tag', 'cat', 'urg', 'cyc', 'col', 'tir'] as const

/** Words with an underscore, which no typed text can contain: own_12, dep_3, lvl_vip … A label's (tir_3) comes and goes by trigger. */
export const facet = (kind: (typeof facetKinds)[number], value: string | number) =>
  `${kind}_${String(value)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')}`

function facetsOf(c: Found) {
  const section = c.industry.slice(0, 1)
  return [
    facet('own', c.ownerId ?? 0),
    facet('dep', c.departmentId ?? 0),
    facet('typ', c.type),
    facet('lvl', c.level),
    facet('sts', c.status),
    ...(c.potential ? [facet('pot', c.potential)] : []),
    ...(c.source ? [facet('src', c.source)] : []),
    ...(section ? [facet('sec', section), facet('ind', c.industry)] : []),
    ...tagsIn(c.tags).map((tag) => facet('tag', tag)),
  ]
}

function sortedFacets(profile?: Sorted) {
  if (!profile) return []
  const { serviceCategory, urgency, decisionCycle } = profile
  return [
    ...(serviceCategory ? [facet('cat', serviceCategory)] : []),
    ...(urgency ? [facet('urg', urgency)] : []),
    ...(decisionCycle ? [facet('cyc', decisionCycle)] : []),
  ]
}
