'use server'

import { configurePool } from '#lib/pool/commands'
import { formAction } from '../../../_web/form-action.ts'

export const configure = formAction(configurePool, () => '/settings/pool?done=saved')
