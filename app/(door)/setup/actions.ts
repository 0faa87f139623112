'use server'

import { openAction } from '../../_web/open-action.ts'
import { setUpHouse } from '../../_web/set-up.ts'

export const setUp = openAction(setUpHouse)
