import { headers } from 'next/headers'
import type { Link } from '#components/scores/told-link'
import { invitation } from '#lib/scores/model'
import { hashOf, newToken } from '#lib/scores/token'
import { readSettings } from '#lib/settings/queries'
import { momentWords } from '#lib/tickets/words'

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

/** The address by which customers reach this house: the public one, else the one that was just asked. */
async function ownAddress(): Promise<string> {
  const { PUBLIC_URL } = process.env
  if (PUBLIC_URL) return new URL(PUBLIC_URL).origin
  const asked = await headers()
  return `${asked.get('x-forwarded-proto') ?? 'http'}://${asked.get('host')}`
}
