import { questionIn } from '../bulk/which.ts'

/** What a view keeps: only what the list itself would heed. */
export const withQuestion = (fields: Record<string, unknown>) => ({ ...fields, query: questionIn(fields.query) })

/** The list as the view shows it. */
export function toView(fields: Record<string, unknown>): string {
  const query = new URLSearchParams(questionIn(fields.query))
  query.set('done', 'viewSaved')
  return `/customers?${query}`
}
