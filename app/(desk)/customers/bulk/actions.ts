'use server'

import { asideAction } from '../../../_web/form-action.ts'
import { backTo, forMany } from './which.ts'

export const assignAll = asideAction('assignMany', backTo('assignedMany'), forMany('assign'))
export const levelAll = asideAction('levelMany', backTo('levelMany'), forMany('level'))
export const tagAll = asideAction('tagMany', backTo('taggedMany'), forMany('tag'))
export const deleteAll = asideAction('deleteMany', backTo('deletedMany'), forMany('delete'))
