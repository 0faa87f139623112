import { followUpMethods } from '#db/schema/followups'
import type { FollowUpFilter } from '#lib/followups/queries'
import { dayIn, dirIn, oneOf, pageIn, type Search, sizeIn, textIn, wholeIn } from '../../_web/query.ts'

/** What an address of the follow-up list asks for (E-01). */
export const askedOf = (query: Search): FollowUpFilter => ({
  q: textIn(query.q),
  method: oneOf(query.method, followUpMethods),
  person: wholeIn(query.person),
  late: query.late === '1' ? true : undefined,
  from: dayIn(query.at_from),
  to: dayIn(query.at_to),
  page: pageIn(query.page),
  size: sizeIn(query.size),
  dir: query.sort === 'occurredAt' ? dirIn(query.dir) : undefined,
})
