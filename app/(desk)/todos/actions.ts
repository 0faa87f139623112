'use server'

import { cancelTodo, handTodo, moveTodo } from '#lib/followups/commands'
import { formAction } from '../../_web/form-action.ts'
import { ownPath } from '../../_web/own-path.ts'

const back =
  (word: string) =>
  (_: number, { back }: Record<string, unknown>) =>
    `${ownPath(String(back ?? '/todos'))}?done=${word}`

export const move = formAction(moveTodo, back('moved'), ({ back: _, ...fields }) => fields)
export const hand = formAction(handTodo, back('handed'), ({ back: _, ...fields }) => fields)
export const cancel = formAction(cancelTodo, back('cancelled'), ({ back: _, ...fields }) => fields)
