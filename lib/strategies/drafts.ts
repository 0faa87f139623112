import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { strategies } from '#db/schema/strategies'
import { surveys } from '#db/schema/surveys'
import { tiers } from '#db/schema/tiers'
import { today } from '../kernel/time.ts'
import { freeName } from './checks.ts'
import type { Suggested } from './defaults.ts'
import type { NewStrategy } from './model.ts'

/** A suggested strategy as a draft; undefined where its label has one of the kind, or there is no such label or questionnaire. */
export function draftOf(tx: Tx, { tierKey, ...one }: Suggested): NewStrategy | undefined {
  const tier = tx.select({ id: tiers.id }).from(tiers).where(eq(tiers.key, tierKey)).get()
  const survey = one.kind === 'survey' ? questionnaire(tx) : null
  if (!tier || survey === undefined || has(tx, tier.id, one.kind)) return undefined
  return { ...one, name: freeName(tx, one.name), tierId: tier.id, surveyId: survey, effectiveFrom: today(), active: false }
}

const has = (tx: Tx, tierId: number, kind: Suggested['kind']) =>
  tx
    .select({ id: strategies.id })
    .from(strategies)
    .where(and(eq(strategies.tierId, tierId), eq(strategies.kind, kind)))
    .limit(1)
    .get() !== undefined

const questionnaire = (tx: Tx) =>
  tx
    .select({ id: surveys.id })
    .from(surveys)
    .where(and(eq(surveys.key, 'satisfaction'), eq(surveys.status, 'open')))
    .get()?.id
