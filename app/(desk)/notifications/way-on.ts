import { ownPath } from '../../_web/own-path.ts'

/** Where an opened notification leads: a path of ours, or back to the list. */
export const wayOn = (to: unknown) => (typeof to === 'string' && ownPath(to) === to ? to : '/notifications')

/** What the command takes of the form; the way on is the page's own. */
export const onlyId = ({ id }: Record<string, unknown>) => ({ id })
