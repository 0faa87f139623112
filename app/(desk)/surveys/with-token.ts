import type { Link } from '#components/surveys/told-link'
import { hashOf, newToken } from '#lib/scores/token'
import { readSettings } from '#lib/settings/queries'
import { inviteWords } from '#lib/surveys/words'
import { momentWords } from '#lib/tickets/words'
import { ownAddress } from '../../_web/own-address.ts'

type Made = { after?: { survey: string; expiresAt: number | null } }

/** A fresh token: its hash goes to the command, itself only to the page that asked. */
export async function withToken(fields: Record<string, unknown>) {
  const token = newToken()
  const url = `${await ownAddress()}/q/${token}`
  const tell = ({ after }: Made): Link => ({
    text: inviteWords(readSettings().companyName, after?.survey ?? '', url),
    until: momentWords(after?.expiresAt ?? 0),
    isPublic: Boolean(process.env.PUBLIC_URL),
  })
  return { input: { ...fields, tokenHash: hashOf(token) }, tell }
}
