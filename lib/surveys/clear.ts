import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { surveyAnswers, surveyInvitations, surveyQuestions, surveyResponses, surveys } from '#db/schema/surveys'

/** Takes away what these customers were asked and answered, before the to-dos, tickets and contacts it points to. */
export function clearSurveys(tx: Tx, gone: SQL) {
  const responses = sql`(select id from ${surveyResponses} where customer_id in ${gone})`
  tx.delete(surveyAnswers).where(sql`${surveyAnswers.responseId} in ${responses}`).run()
  tx.delete(surveyResponses).where(sql`${surveyResponses.customerId} in ${gone}`).run()
  tx.delete(surveyInvitations).where(sql`${surveyInvitations.customerId} in ${gone}`).run()
}

/** Takes these people's hands off questionnaires that stay; one of theirs that nobody real was ever asked goes with them. */
export function leaveSurveys(tx: Tx, people: SQL) {
  tx.update(surveyInvitations).set({ createdBy: null }).where(sql`${surveyInvitations.createdBy} in ${people}`).run()
  tx.update(surveyResponses).set({ byId: null }).where(sql`${surveyResponses.byId} in ${people}`).run()
  const unasked = sql`created_by in ${people} and id not in (select survey_id from ${surveyInvitations} union select coalesce(survey_id, 0) from strategies)`
  tx.delete(surveyQuestions).where(sql`${surveyQuestions.surveyId} in (select id from ${surveys} where ${unasked})`).run()
  tx.delete(surveys).where(unasked).run()
  tx.update(surveys).set({ createdBy: null }).where(sql`${surveys.createdBy} in ${people}`).run()
}
