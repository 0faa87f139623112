'use server'

import { changeOwnPassword } from '../../../_web/change-password.ts'

export { changeOwnPassword }
