import type { Tone } from '#components/ui/badge'
import { dayOf, timeOf } from '#lib/kernel/time'
import { type Standing, stateOf, userStates } from '#lib/users/model'

/** How an account stands, as a badge: 锁定至 14:35, 初始密码已过期. */
export function stateBadge(account: Standing, at: number): { text: string; tone: Tone; title?: string } {
  const state = stateOf(account, at)
  const until = account.passwordExpiresAt
  if (state === 'locked') return { text: `锁定至 ${timeOf(account.blockedUntil ?? at)}`, tone: 'bad', title: '密码连续输错，到时自动解除' }
  if (state === 'initial' && until && until < at) return { text: '初始密码已过期', tone: 'warn', title: '需要重置密码后才能登录' }
  if (state === 'initial')
    return { text: userStates.initial, tone: 'warn', title: until ? `初始密码有效至 ${dayOf(until)} ${timeOf(until)}` : undefined }
  return { text: userStates[state], tone: state === 'active' ? 'good' : 'plain' }
}
