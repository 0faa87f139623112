import { leaveSplits } from '#db/schema/handovers'
import type { Split } from '#lib/handovers/model'
import { oneOf, type Search, wholeIn } from '../../../../../_web/query.ts'

export type Share = { key: string; count: number; toId: number }
export type Colleague = { id: number; name: string; department: string | null }

/** What the steps so far have settled, as the address carries it: the rule, the main successor, and who gets each group. */
export function askedIn(query: Search, colleagues: Colleague[]) {
  const known = (id: number | undefined) => colleagues.find((one) => one.id === id)?.id
  return {
    split: oneOf(query.split, leaveSplits),
    toId: known(wholeIn(query.to)),
    isLast: query.step === 'confirm',
    shareOf: (key: string) => known(wholeIn(query[`g_${key}`])),
  }
}

/** Each group with the one who gets it; the main successor where nobody was chosen. */
export const sharesOf = (groups: { key: string; count: number }[], toId: number, shareOf: (key: string) => number | undefined): Share[] =>
  groups.map((group) => ({ ...group, toId: shareOf(group.key) ?? toId }))

/** The rule as the command takes it: only what differs from the main successor. */
export const planOf = (split: Split, shares: Share[], toId: number) =>
  split === 'all' ? {} : Object.fromEntries(shares.filter((share) => share.toId !== toId).map((share) => [share.key, share.toId]))
