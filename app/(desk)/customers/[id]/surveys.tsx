import { CustomerSurveys } from '#components/surveys/customer-surveys'
import { can, type Grant, grant } from '#lib/kernel/grant'
import { listCustomerSurveys } from '#lib/surveys/queries-answers'

/** 满意度调研 on the archive, for those who may see surveys. */
export function Surveys({ me: { actor }, id }: { me: Grant<'customer.read'>; id: number }) {
  if (!can(actor, 'survey.read')) return null
  return <CustomerSurveys customerId={id} rows={listCustomerSurveys(grant(actor, 'survey.read'), id)} mayAsk={can(actor, 'survey.ask')} />
}
