'use server'

import { openAction } from '../../../_web/open-action.ts'
import { scoreByLink } from '../../../_web/score-by-link.ts'

export const score = openAction(scoreByLink)
