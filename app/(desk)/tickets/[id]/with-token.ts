import type { Link } from '#components/scores/told-link'
import { invitation } from '#lib/scores/model'
import { hashOf, newToken } from '#lib/scores/token'
import { readSettings } from '#lib/settings/queries'
import { momentWords } from '#lib/tickets/words'
import { ownAddress } from '../../../_web/own-address.ts'

type Made = { after: { number: string; expiresAt: number } }

/** A fresh token: its hash goes to the command, itself only to the page that asked. */
export async function withToken(fields: Record<string, unknown>) {
  const token = newToken()
  const url = `${await ownAddress()}/q/${token}`
  const tell = ({ after: { number, expiresAt } }: Made): Link => ({
    text: invitation(readSettings().companyName, number, url),
    until: momentWords(expiresAt),
    isPublic: Boolean(process.env.PUBLIC_URL),
  })
  return { input: { ...fields, tokenHash: hashOf(token) }, tell }
}
