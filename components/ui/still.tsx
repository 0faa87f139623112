import { currentRequest } from '#lib/door/current-request'
import { markupOf } from './markup.ts'

/**
 * A part of a page that needs nothing of React: written once as text and put into the page by the door, in place of a mark.
 * A table of fifty rows costs a tenth of what it costs as a tree that is serialised, parsed and rendered.
 */
export function Still({ children }: { children: React.ReactNode }) {
  const parts = currentRequest()?.parts
  return parts ? <template data-part={parts.push(markupOf(children)) - 1} /> : children
}
Still.isStill = true
