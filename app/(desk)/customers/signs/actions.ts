'use server'

import { setAsideSign } from '#lib/signs/commands'
import { formAction } from '../../../_web/form-action.ts'

export const setAside = formAction(setAsideSign, () => '/customers/signs?done=setAside')
