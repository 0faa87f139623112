import type { users } from '#db/schema/people'
import { common, weakWords } from './common-passwords.ts'

export type Account = typeof users.$inferSelect

const HOUR = 3_600_000

/** An initial password is good for 72 hours (D-09). */
export const INITIAL_PASSWORD_HOURS = 72
export const initialPasswordExpiry = (at: number) => at + INITIAL_PASSWORD_HOURS * HOUR

/** Letters AND digits AND special characters, at least 8 (S0-19); not a common one, not the person or the company. Undefined when fit. */
export function passwordProblem(password: string, about: { login: string; name: string; company: string }): string | undefined {
  if ([...password].length < 8) return '密码至少 8 位'
  if (password.length > 256) return '密码最多 256 位'
  if (!/[A-Za-z]/.test(password) && !/\p{Script=Han}/u.test(password)) return '密码需包含字母'
  if (!/\d/.test(password)) return '密码需包含数字'
  if (!/[^A-Za-z0-9\s]/.test(password)) return '密码需包含特殊字符，例如 ! @ # %'
  if (common.has(plain(password)) || isWeak(password)) return '这是常见密码，容易被猜到，请换一个'
  const own = [about.login, about.name, about.company].map(plain).find((word) => word.length > 1 && plain(password).includes(word))
  return own ? '密码不能包含账号、姓名或公司名称' : undefined
}

// A well-known word with figures and signs about it, one character over and over, or a row of the keyboard.
function isWeak(password: string) {
  const lower = password.toLowerCase()
  const letters = lower.replace(/[^a-z]/g, '')
  const swapped = plain(lower.replace(/^[^a-z]+|[^a-z]+$/g, '')).replace(/[^a-z]/g, '')
  return (
    weakWords.has(letters) ||
    weakWords.has(swapped) ||
    new Set(lower).size < 5 ||
    /(.)\1{4}/.test(lower) ||
    rows.some((row) => row.test(lower))
  )
}
const rows = [/0123456|1234567|2345678|3456789|7654321|8765432|9876543/, /qwertyu|asdfghj|zxcvbnm|1q2w3e|1qaz2wsx|abcdefg/]

export const userStates = { active: '在用', inactive: '停用', locked: '锁定', initial: '待改初始密码' } as const
export type UserState = keyof typeof userStates
export type Standing = Pick<Account, 'active' | 'mustChangePassword' | 'passwordExpiresAt'> & { blockedUntil?: number | null }

/** How an account stands; a locked one outweighs an unused first password. */
export function stateOf({ active, mustChangePassword, blockedUntil }: Standing, at: number): UserState {
  if (!active) return 'inactive'
  if ((blockedUntil ?? 0) > at) return 'locked'
  return mustChangePassword ? 'initial' : 'active'
}

const SWAPS: Record<string, string> = { '@': 'a', '4': 'a', '0': 'o', $: 's', '5': 's', '3': 'e', '1': 'i', '!': 'i' }
const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[@40$531!]/g, (c) => SWAPS[c] ?? c)
    .replace(/\s/g, '')
