import { hash, verify } from '@node-rs/argon2'

// OWASP's floor for argon2id; some 90 ms each on the machines this runs on.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const AT_ONCE = 4
const MOST_WAITING = 50
// A hash of nothing anybody knows, so that an unknown login takes as long as a wrong password (D-08).
const nobody = '$argon2id$v=19$m=19456,t=2,p=1$mfH9X8Zw4FFxMuZYEBdpMg$/MFSMkzt7Vaf1B5ts7q8Pb7gIARFPNAzkg4Yibhqy4A'

class Crowded extends Error {
  readonly status = 503
}

let running = 0
const waiting: (() => void)[] = []

export const hashPassword = (password: string) => inTurn(() => hash(password, cost))

/** Whether the password fits the hash; without a hash it takes the same time and never fits. */
export const fits = (password: string, passwordHash: string | undefined) =>
  inTurn(async () => (await verify(passwordHash ?? nobody, password).catch(() => false)) && passwordHash !== undefined)

/** At most four at once: forty parallel sign-ins do not take the machine's memory or its other threads. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting.length >= MOST_WAITING) throw new Crowded('too many passwords to check at once')
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  running++
  try {
    return await work()
  } finally {
    running--
    waiting.shift()?.()
  }
}

const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ'
const DIGITS = '23456789'
const SIGNS = '!@#%+=?'

/** Twelve characters that fit the rule and can be read out over the phone: no 0, O, 1, l. */
export function initialPassword(): string {
  const pick = (from: string) => from[crypto.getRandomValues(new Uint32Array(1))[0]! % from.length]!
  const letters = Array.from({ length: 8 }, () => pick(LETTERS))
  return [...letters.slice(0, 4), pick(SIGNS), ...letters.slice(4), pick(DIGITS), pick(DIGITS), pick(DIGITS)].join('')
}
