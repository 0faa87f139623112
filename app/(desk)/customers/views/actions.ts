'use server'

import { createView, removeView, renameView } from '#lib/views/commands'
import { formAction } from '../../../_web/form-action.ts'
import { toView, withQuestion } from './question.ts'

export const save = formAction(createView, (_, fields) => toView(fields), withQuestion)
export const rename = formAction(renameView, () => '/customers/views?done=saved')
export const remove = formAction(removeView, () => '/customers/views?done=viewRemoved')
