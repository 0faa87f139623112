'use server'

import { createDepartment, editDepartment } from '#lib/departments/commands'
import { formAction } from '../../../_web/form-action.ts'

export const addDepartment = formAction(createDepartment, () => '/settings/departments?done=departmentCreated')
export const renameDepartment = formAction(editDepartment, () => '/settings/departments?done=renamed')
