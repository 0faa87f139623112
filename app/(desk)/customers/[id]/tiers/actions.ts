'use server'

import { endOverride, override } from '#lib/tiers/overrides'
import { formAction } from '../../../../_web/form-action.ts'
import { back, onlyId } from './place.ts'

export const decide = formAction(override, back('labelDecided'))
export const takeBack = formAction(endOverride, back('labelTakenBack'), onlyId)
