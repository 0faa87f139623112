import { headers } from 'next/headers'

/** The address by which customers reach this house: the public one, else the one that was just asked. */
export async function ownAddress(): Promise<string> {
  const { PUBLIC_URL } = process.env
  if (PUBLIC_URL) return new URL(PUBLIC_URL).origin
  const asked = await headers()
  return `${asked.get('x-forwarded-proto') ?? 'http'}://${asked.get('host')}`
}
