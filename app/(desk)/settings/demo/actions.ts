'use server'

import { removeDemo } from '#lib/demo/commands'
import { formAction } from '../../../_web/form-action.ts'

export const remove = formAction(removeDemo, () => '/settings/demo?done=demoRemoved')
