'use server'

import { cancelTodo, finishTodo, handTodo, moveTodo } from '#lib/followups/commands'
import { formAction } from '../../_web/form-action.ts'
import { ownPath, withWord } from '../../_web/own-path.ts'

const back =
  (word: string) =>
  (_: number, { back }: Record<string, unknown>) =>
    withWord(ownPath(String(back ?? '/todos')), word)

export const finish = formAction(finishTodo, back('finished'), ({ back: _, ...fields }) => fields)
export const move = formAction(moveTodo, back('moved'), ({ back: _, ...fields }) => fields)
export const hand = formAction(handTodo, back('handed'), ({ back: _, ...fields }) => fields)
export const cancel = formAction(cancelTodo, back('cancelled'), ({ back: _, ...fields }) => fields)
