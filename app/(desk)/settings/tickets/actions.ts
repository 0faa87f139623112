'use server'

import { createText, createType, editText, editType, removeText } from '#lib/tickets/setup'
import { formAction } from '../../../_web/form-action.ts'

const PLACE = '/settings/tickets'

export const addType = formAction(createType, () => `${PLACE}?done=typeSaved`)
export const saveType = formAction(editType, () => `${PLACE}?done=typeSaved`)
export const addText = formAction(createText, () => `${PLACE}?done=textSaved#texts`)
export const saveText = formAction(editText, () => `${PLACE}?done=textSaved#texts`)
export const dropText = formAction(removeText, () => `${PLACE}?done=textRemoved#texts`)
