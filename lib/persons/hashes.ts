import { createHmac, hkdfSync } from 'node:crypto'
import type { Known } from './words.ts'

/** The keyed hashes of what a person is known by: they tell nobody anything, but the same words give the same again on this installation. */
export const hashesOf = ({ phones, emails, names }: Known): string[] => [...phones, ...emails, ...names].map(hashOf)

/** Whether any of these words was this person's. */
export const isAmong = (known: Known, hashes: readonly string[]) => hashesOf(known).some((hash) => hashes.includes(hash))

const hashOf = (word: string) => createHmac('sha256', key()).update(word.toLowerCase()).digest('base64url')

const key = () => Buffer.from(hkdfSync('sha256', process.env.NEXTAUTH_SECRET ?? '', '', 'kehu erasures', 32))
