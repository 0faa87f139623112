'use server'

import { checkCustomer, checkMany } from '#lib/truth/commands'
import { formAction } from '../../../_web/form-action.ts'
import { backTo } from './asked.ts'

export const checkOne = formAction(
  checkCustomer,
  (_, fields) => backTo(fields),
  ({ id }) => ({ id }),
)
export const checkAll = formAction(
  checkMany,
  (_, fields) => backTo(fields),
  ({ ids }) => ({ ids }),
)
