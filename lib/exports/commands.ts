import { z } from 'zod'
import type { Tx } from '#db/client'
import { command, created } from '../kernel/command.ts'
import { Conflict, Unfit } from '../kernel/errors.ts'
import { formats, MANY, MOST_XLSX, PER_HOUR } from './model.ts'
import { countTries, type ExportGrant } from './queries.ts'

const input = z.strictObject({
  format: z.enum(formats, '请选择文件格式'),
  reason: z.string().trim().min(1, '请填写导出原因').max(100, '原因最多 100 字'),
  count: z.number().int().nonnegative(),
  filter: z.string().max(600),
  columns: z.string().max(600).default(''),
  /** Whether the password was given again just now. */
  confirmed: z.boolean(),
})

/** Puts on record that customers leave as a sheet, before its first byte does (G-07). */
export const exportCustomers = command({ name: 'customer.export', input, run: putDown })

/** The same for follow-ups. */
export const exportFollowUps = command({ name: 'followUp.export', input, run: putDown })

/** The same for tickets. */
export const exportTickets = command({ name: 'ticket.export', input, run: putDown })
/** The same for suggestions. */
export const exportSuggestions = command({ name: 'suggestion.export', input, run: putDown })

/** The same for what customers answered. */
export const exportSurveys = command({ name: 'survey.export', input, run: putDown })

/** The same for pushes. */
export const exportPushes = command({ name: 'strategy.export', input, run: putDown })

function putDown(tx: Tx, me: ExportGrant, { reason, confirmed, ...what }: z.output<typeof input>) {
  if (what.count === 0) throw new Conflict('没有可导出的记录，请调整筛选条件')
  if (what.format === 'xlsx' && what.count > MOST_XLSX)
    throw new Unfit('format', `超过 ${MOST_XLSX.toLocaleString('en-US')} 条，请选择 CSV，或减少条数`)
  if (what.count > MANY && !confirmed) throw new Unfit('password', `超过 ${MANY} 条，请再次输入登录密码`)
  if (countTries(me, tx) >= PER_HOUR) throw new Conflict(`一小时内最多导出 ${PER_HOUR} 次，请稍后再试`)
  return { ...created({ id: 0, ...what }), why: reason }
}
