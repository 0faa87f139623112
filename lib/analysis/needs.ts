import { daysBetween } from '../kernel/time.ts'
import { type Lists, refOf } from './lists.ts'
import { periods } from './model.ts'
import { wordsOf } from './terms.ts'
import type { VoiceKey } from './voices.ts'

/** What is counted: words of texts, kinds of feedback, pain points, concerns, types of tickets, and what a later module adds. */
export const termKinds = ['word', 'tag', 'pain', 'concern', 'ticket', 'demand'] as const
export type TermKind = (typeof termKinds)[number]
/** One thing a customer said, or that was written down of it: its words are counted, its marks (`pain:成本高`) as they stand. */
export type Said = { voice: VoiceKey; id: number; on: string; text: string; marks: readonly string[] }
/** By period: customers, and how often, in it; customers in as many days before; `voices` how often by source. `ever` is all customers, whenever. */
export type Term = {
  kind: TermKind
  key: string
  customers: number[]
  times: number[]
  before: number[]
  ever: number
  voices: Partial<Record<VoiceKey, number[]>>
}
export type Needs = { terms: Term[]; said: { voice: VoiceKey; times: number[]; before: number[]; customers: number[] }[] }

const MOST: Record<TermKind, number> = { word: 60, tag: 20, pain: 30, concern: 30, ticket: 40, demand: 40 }
/** A word that one customer alone used may be a name, and is nobody's need yet. */
const FEWEST = 2
const bits = periods.map((_, at) => 1 << at)

/** Counts what customers of a scope say they need (S2-12), customer by customer. */
export function tallyNeeds(day: string, scope: number, lists: Lists) {
  const terms = new Map<string, Term>()
  const said = new Map<VoiceKey, Needs['said'][number]>()
  const none = () => periods.map(() => 0)

  function termOf(mark: string): Term {
    const known = terms.get(mark)
    if (known) return known
    const gap = mark.indexOf(':')
    const term = {
      kind: mark.slice(0, gap) as TermKind,
      key: mark.slice(gap + 1),
      customers: none(),
      times: none(),
      before: none(),
      ever: 0,
      voices: {},
    }
    terms.set(mark, term)
    return term
  }

  function add(all: readonly Said[]) {
    const seen = new Map<string, { now: number; before: number }>()
    const voices = new Map<VoiceKey, number>()
    for (const one of all) {
      const age = daysBetween(one.on, day)
      if (age < 0) continue
      countVoice(one.voice, age, voices)
      for (const mark of marksOf(one)) {
        const term = termOf(mark)
        const flags = seen.get(mark) ?? { now: 0, before: 0 }
        seen.set(mark, flags)
        term.voices[one.voice] ??= none()
        const times = term.voices[one.voice]!
        for (const [at, days] of periods.entries()) {
          if (age < days) {
            flags.now |= bits[at]!
            term.times[at]!++
            times[at]!++
          } else if (age < 2 * days) flags.before |= bits[at]!
        }
        lists.add(scope, `term.${mark}`, one.voice + refOf(one.id), -age)
      }
    }
    for (const [mark, { now, before }] of seen) {
      const term = termOf(mark)
      term.ever++
      for (const [at, bit] of bits.entries()) {
        if (now & bit) term.customers[at]!++
        if (before & bit) term.before[at]!++
      }
    }
    for (const [voice, flags] of voices) for (const [at, bit] of bits.entries()) if (flags & bit) said.get(voice)!.customers[at]!++
  }

  function countVoice(voice: VoiceKey, age: number, voices: Map<VoiceKey, number>) {
    const sum = said.get(voice) ?? { voice, times: none(), before: none(), customers: none() }
    said.set(voice, sum)
    for (const [at, days] of periods.entries()) {
      if (age < days) {
        sum.times[at]!++
        voices.set(voice, (voices.get(voice) ?? 0) | bits[at]!)
      } else if (age < 2 * days) sum.before[at]!++
    }
  }

  return { add, figures: (): Needs => ({ terms: telling([...terms.values()]), said: [...said.values()] }) }
}

const marksOf = ({ text, marks }: Said) => [...marks, ...wordsOf(text).map((word) => `word:${word}`)]

function telling(terms: Term[]): Needs['terms'] {
  const kept = new Set<Term>()
  for (const [kind, some] of Map.groupBy(terms, (term) => term.kind))
    for (const at of periods.keys()) {
      const least = kind === 'word' ? FEWEST : 1
      const order = some.filter((term) => term.customers[at]! >= least || (kind !== 'word' && term.ever > 0))
      order.sort(
        (a, b) => b.customers[at]! - a.customers[at]! || b.times[at]! - a.times[at]! || b.ever - a.ever || (a.key < b.key ? -1 : 1),
      )
      for (const term of order.slice(0, MOST[kind])) kept.add(term)
    }
  return [...kept]
}
