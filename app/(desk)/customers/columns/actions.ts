'use server'

import { arrangeColumns } from '#lib/views/commands'
import { formAction } from '../../../_web/form-action.ts'
import { columnsIn } from './columns-in.ts'

export const arrange = formAction(arrangeColumns, () => '/customers?done=arranged', columnsIn)
