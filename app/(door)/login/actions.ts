'use server'

import { signIn } from '../../_web/sign-in.ts'

export { signIn }
