import type { ContentType, Method } from '#lib/followups/model'

/**
 * One contact in a tale: what was said (content | feedback, one of several), what is planned after it, whether something
 * is bought. Words in braces are filled in: {人} the person, {物} their work, {机} the machine, {耗} the supply, {量} how
 * much of it, {痛} what presses them, {城} the city, {源} how they came.
 */
export type Beat = {
  by?: 'boss' | 'manager' | 'agent'
  method: Method
  type: ContentType
  says: string[]
  next?: string[]
  buys?: 'main' | 'supply'
}

export const beat = (
  method: Method,
  type: ContentType,
  says: string[],
  next: string[] = [],
  more: Pick<Beat, 'by' | 'buys'> = {},
): Beat => ({ method, type, says, next, ...more })
