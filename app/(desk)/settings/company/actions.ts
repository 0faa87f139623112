'use server'

import { editSettings } from '#lib/settings/commands'
import { formAction } from '../../../_web/form-action.ts'

export const saveSettings = formAction(editSettings, () => '/settings/company?done=saved')
