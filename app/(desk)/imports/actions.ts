'use server'

import { logError } from '#lib/door/log'
import { cancelImport, checkImport, mapImport, startImport } from '#lib/imports/commands'
import { clearGivenUp, runImport } from '#lib/imports/run'
import { formAction } from '../../_web/form-action.ts'
import { mappingOf } from './mapping-form.ts'

export const saveMapping = formAction(mapImport, (id) => `/imports/${id}?done=mapped`, mappingOf)
export const check = formAction(checkImport, setOff)
export const start = formAction(startImport, setOff)
export const stop = formAction(cancelImport, clearUp)

function clearUp(id: number) {
  clearGivenUp(id).catch(logError)
  return `/imports/${id}`
}

// The work goes on behind the answer; the page asks how far it is.
function setOff(id: number) {
  void runImport(id)
  return `/imports/${id}`
}
