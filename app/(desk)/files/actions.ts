'use server'

import { removeFile, renameFile, restoreFile } from '#lib/files/commands'
import { formAction } from '../../_web/form-action.ts'

export const rename = formAction(renameFile, (_, { customerId }) => `/customers/${Number(customerId)}/files?done=fileRenamed`)
export const remove = formAction(removeFile, (_, { customerId }) => `/customers/${Number(customerId)}/files?done=fileRemoved`)
export const restore = formAction(restoreFile, (_, { customerId }) => `/customers/${Number(customerId)}/files?done=fileRestored`)
