'use server'

import { setUp } from '../../_web/set-up.ts'

export { setUp }
