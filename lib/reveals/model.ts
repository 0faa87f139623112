import { z } from 'zod'
import type { reveals } from '#db/schema/customers'
import type { Role } from '../kernel/permissions.ts'
import type { Settings } from '../settings/model.ts'

export type RevealField = (typeof reveals.$inferSelect)['field']

/** More looks than this within an hour are told to managers and administrators (I-02). */
export const MANY_AN_HOUR = 50
export const HOUR_MS = 3_600_000
/** At most so many more looks are allowed at once. */
export const MOST_EXTRA = 100

const quotaKeys = {
  admin: 'revealsAdmin',
  boss: 'revealsBoss',
  sales_manager: 'revealsSalesManager',
  sales: 'revealsSales',
  service_manager: 'revealsServiceManager',
  service: 'revealsService',
} as const satisfies Partial<Record<Role, keyof Settings>>

/** How many raw values somebody of this role may look at on one day (N-04). */
export const quotaOf = (role: Role, settings: Settings): number =>
  settings[role in quotaKeys ? quotaKeys[role as keyof typeof quotaKeys] : 'revealsOther']

export type Quota = { used: number; allowed: number; extra: number }
export const leftOf = ({ used, allowed }: Quota) => Math.max(0, allowed - used)

export const fieldWords: Record<RevealField, string> = {
  phone: '联系方式',
  email: '邮箱',
  contact: '联系人姓名',
  owner: '负责人姓名',
  revenue: '年营收',
}

export const askReason = z.string('请说明原因').trim().min(1, '请说明原因').max(100, '原因最多 100 字')
export const extraLooks = z.coerce
  .number('放行次数需为整数')
  .int('放行次数需为整数')
  .min(0, '放行次数不能为负')
  .max(MOST_EXTRA, `一次最多放行 ${MOST_EXTRA} 次`)
