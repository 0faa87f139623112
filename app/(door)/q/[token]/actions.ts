'use server'

import { answerByLink } from '../../../_web/answer-by-link.ts'
import { openAction } from '../../../_web/open-action.ts'
import { scoreByLink } from '../../../_web/score-by-link.ts'

export const score = openAction(scoreByLink)
export const answer = openAction(answerByLink)
