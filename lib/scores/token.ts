import { createHash, randomBytes } from 'node:crypto'

const SHAPE = /^[\w-]{22}$/

/** 128 random bits, as they stand in the address; they are shown once and kept nowhere. */
export const newToken = () => randomBytes(16).toString('base64url')

/** What the table keeps of a token; undefined for what can be none. */
export const hashOf = (token: string): string | undefined =>
  SHAPE.test(token) ? createHash('sha256').update(token).digest('base64url') : undefined
