'use server'

import { editRoleCells } from '#lib/roles/commands'
import { formAction } from '../../../_web/form-action.ts'
import { changedCells } from './cells.ts'

export const saveRole = formAction(editRoleCells, (_, { role }) => `/settings/roles?role=${role}&done=roleSaved`, changedCells)
