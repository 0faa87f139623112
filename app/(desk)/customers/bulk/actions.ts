'use server'

import { assignMany, deleteMany, levelMany, tagMany } from '#lib/customers/bulk'
import { formAction } from '../../../_web/form-action.ts'
import { backTo, prepareFor } from './which.ts'

export const assignAll = formAction(assignMany, backTo('assignedMany'), prepareFor('assign'))
export const levelAll = formAction(levelMany, backTo('levelMany'), prepareFor('level'))
export const tagAll = formAction(tagMany, backTo('taggedMany'), prepareFor('tag'))
export const deleteAll = formAction(deleteMany, backTo('deletedMany'), prepareFor('delete'))
