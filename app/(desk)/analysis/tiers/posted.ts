import { z } from 'zod'
import type { Rule } from '#db/schema/tiers'
import { Conflict } from '#lib/kernel/errors'
import { grant, type User } from '#lib/kernel/grant'
import { readSettings } from '#lib/settings/queries'
import { ruleIn, type Sources } from '#lib/tier-rules/typed'
import { tierDecisions, tierWords } from '#lib/tiers/model'
import { findRun, findTier } from '#lib/tiers/queries'

type Fields = Record<string, unknown>
type Errors = Record<string, string[]>

/** What fields without choices of their own offer: the company's lists. */
export const sourcesNow = (): Sources => ({
  source: Object.values(readSettings().sources)
    .flat()
    .map((one) => ({ value: one, label: one })),
})

/** A changed rule as a trial takes it; of a label that is out of use, as if it were in use. */
export function asTrial({ id, version, active, kind, ...fields }: Fields) {
  const decided = decidedIn(fields, kind)
  return { changes: [{ id, version, ...decided, ...(active === '1' && { active: true }) }] }
}

/** The rules of an earlier trial, against what holds now. */
export function asTriedBefore({ id }: Fields, user: User) {
  const me = grant(user, 'tier.edit')
  const { rules, counts } = findRun(me, Number(id))
  const changed = rules.filter((tier) => counts.changed?.includes(tier.id))
  return {
    changes: changed.map(({ id, rule, priority, exclusive, active }) => ({
      id,
      version: findTier(me, id).version,
      ...(rule.kind !== 'rest' && { rule }),
      priority,
      exclusive,
      active,
    })),
  }
}

/** A new label with its rule. */
export function asNew({ kind, name, dimension, meaning, tone, ...fields }: Fields) {
  const words = { name, dimension, meaning, tone }
  return { ...words, ...decidedIn(fields, kind, z.object(tierWords).safeParse(words).error) }
}

function decidedIn(fields: Fields, kind: unknown, wrong?: z.ZodError) {
  // Nothing is wrong: the form comes back with the line that was asked for.
  if (fields.more) throw new Conflict('')
  const { priority, exclusive } = fields
  const { rule, errors } = ruleOf(fields, kind)
  const beside = z.object({ priority: tierDecisions.priority, exclusive: tierDecisions.exclusive }).safeParse({ priority, exclusive })
  const all = { ...errorsIn(wrong), ...errors, ...errorsIn(beside.error) }
  if (Object.keys(all).length > 0) throw asZodError(all)
  return { ...(rule && { rule }), priority, exclusive }
}

// The label of the rest has no rule to be set.
const ruleOf = (fields: Fields, kind: unknown): { rule?: Rule; errors: Errors } =>
  kind === 'rest' ? { errors: {} } : ruleIn({ ...fields, kind }, sourcesNow())

const errorsIn = (error: z.ZodError | undefined): Errors => (error ? (z.flattenError(error).fieldErrors as Errors) : {})

const asZodError = (errors: Errors) =>
  new z.ZodError(
    Object.entries(errors).map(([name, messages]) => ({ code: 'custom', path: [name], message: messages.join('；'), input: undefined })),
  )
