import type { Told } from '#components/settings/told-password'
import { dayOf, now, timeOf } from '#lib/kernel/time'
import { hashPassword, initialPassword } from '#lib/sessions/passwords'
import { initialPasswordExpiry } from '#lib/users/model'

type Issued = { after: { login: string; name: string; passwordExpiresAt: number | null } }

/** A fresh initial password: its hash goes to the command, itself only to the page that asked. */
export async function withPassword(fields: Record<string, unknown>) {
  const password = initialPassword()
  const input = { ...fields, passwordHash: await hashPassword(password) }
  const tell = ({ after: { login, name, passwordExpiresAt } }: Issued): Told => ({
    login,
    name,
    password,
    until: momentOf(passwordExpiresAt),
  })
  return { input, tell }
}

const momentOf = (at: number | null) => `${dayOf(at ?? initialPasswordExpiry(now()))} ${timeOf(at ?? initialPasswordExpiry(now()))}`
