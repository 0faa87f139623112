import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { addDays, DAY, dayOf } from '#lib/kernel/time'
import { inviteDue, remindInvitation } from '#lib/surveys/commands'
import { CATCH_UP_DAYS, monthsOn, REMIND_DAYS, reachedThreeMonths } from '#lib/surveys/model'
import { countInvited, listAutomatic, listFirstBuyers, listUnanswered } from '#lib/surveys/queries-due'
import type { Run } from './schedule.ts'
import { inSlices } from './slices.ts'

const actor = { job: 'surveys' }
const me = grant(actor, 'survey.invite')
const PAGE = 200
const AT_ONCE = 10

/** Asks whoever has worked with us for three months (S1-57), and speaks once of links that lie unanswered (W-34). */
export async function tendSurveys({ at, signal }: Pick<Run, 'at' | 'signal'>): Promise<string> {
  const before = countInvited(me)
  for (const surveyId of listAutomatic(me))
    await inSlices(portions(at), signal, (customerIds) => execute(inviteDue, actor, { surveyId, customerIds, at }))
  let reminded = 0
  await inSlices(unanswered(at), signal, (id) => {
    execute(remindInvitation, actor, { id, at })
    reminded++
  })
  return `邀请 ${countInvited(me) - before} 位，提醒 ${reminded} 次`
}

/** Customers whose first purchase is three months old within the last month, some at a time. */
function* portions(at: number): Generator<number[]> {
  const day = dayOf(at)
  for (let first = addDays(monthsOn(day, -3), -CATCH_UP_DAYS - 3); first <= addDays(monthsOn(day, -3), 3); first = addDays(first, 1)) {
    if (!reachedThreeMonths(first, day)) continue
    for (let ids = listFirstBuyers(me, first, 0, PAGE); ids.length > 0; ids = listFirstBuyers(me, first, ids.at(-1)!, PAGE))
      for (let from = 0; from < ids.length; from += AT_ONCE) yield ids.slice(from, from + AT_ONCE)
  }
}

function* unanswered(at: number): Generator<number> {
  const asked = { at, since: at - REMIND_DAYS * DAY, most: PAGE }
  for (let ids = listUnanswered(me, { ...asked, after: 0 }); ids.length > 0; ids = listUnanswered(me, { ...asked, after: ids.at(-1)! }))
    yield* ids
}
