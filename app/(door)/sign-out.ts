'use server'

import { leave } from '../_web/leave.ts'

export { leave as signOut }
