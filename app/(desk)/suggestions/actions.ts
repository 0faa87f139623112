'use server'

import { createSuggestion, sortSuggestions } from '#lib/suggestions/commands'
import { createIdea, declineIdea, editIdea, landIdea, moveIdea } from '#lib/suggestions/ideas'
import { formAction } from '../../_web/form-action.ts'
import { afterCreate, afterSort, toIdea } from './place.ts'

export const create = formAction(createSuggestion, afterCreate)
export const sort = formAction(sortSuggestions, afterSort)
export const createOne = formAction(createIdea, toIdea('ideaCreated'))
export const edit = formAction(editIdea, toIdea('saved'))
export const move = formAction(moveIdea, toIdea('ideaMoved'))
export const land = formAction(landIdea, toIdea('ideaLanded'))
export const decline = formAction(declineIdea, toIdea('ideaDeclined'))
