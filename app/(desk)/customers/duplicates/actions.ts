'use server'

import { dismissPair, mergeCustomers, unmergeCustomers } from '#lib/duplicates/commands'
import { formAction } from '../../../_web/form-action.ts'
import { chosenIn } from './chosen.ts'

export const dismiss = formAction(dismissPair, () => '/customers/duplicates?done=dismissed')
export const merge = formAction(mergeCustomers, (id) => `/customers/${id}?done=merged`, chosenIn)
export const unmerge = formAction(unmergeCustomers, (id) => `/customers/${id}?done=unmerged`)
