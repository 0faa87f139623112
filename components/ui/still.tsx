import { currentRequest } from '#lib/door/current-request'
import { keptMarkup } from './markup.ts'

type Props = {
  /** Where the part is the same for many requests: a text of everything it is made of. */
  keptAs?: string
  children: React.ReactNode
}

/**
 * A part of a page that needs nothing of React: written once as text and put into the page by the door, in place of a mark.
 * A table of fifty rows costs a tenth of what it costs as a tree that is serialised, parsed and rendered.
 */
export function Still({ keptAs, children }: Props) {
  const parts = currentRequest()?.parts
  return parts ? <template data-part={parts.push(keptMarkup(keptAs, children)) - 1} /> : children
}
Still.isStill = true
