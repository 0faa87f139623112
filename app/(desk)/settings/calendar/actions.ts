'use server'

import { removeDay, setDay, takeNotice } from '#lib/sla/commands'
import { formAction } from '../../../_web/form-action.ts'
import { pathOf, withoutYear } from './place.ts'

export const saveDay = formAction(setDay, (_, { date }) => pathOf(String(date).slice(0, 4), 'daySaved'))
export const saveNotice = formAction(takeNotice, (_, { year }) => pathOf(year, 'noticeTaken'))
export const dropDay = formAction(removeDay, (_, { year }) => pathOf(year, 'dayRemoved'), withoutYear)
