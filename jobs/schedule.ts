import type { Entry } from '#lib/jobs/model'
import { analyse } from './analysis.ts'
import { backUp } from './backup.ts'
import { findDuplicates } from './duplicates.ts'
import { makeMonthlyReport } from './monthly-report.ts'
import { tendPool } from './pool.ts'
import { emptyBin } from './recycle.ts'
import { remind } from './reminders.ts'
import { lookForSigns } from './signs.ts'
import { pushStrategies } from './strategies.ts'
import { planTelling } from './suggestions.ts'
import { tendSurveys } from './surveys.ts'
import { warnOfTickets } from './tickets.ts'
import { tidy } from './tidy.ts'
import { labelCustomers } from './tiers.ts'

/** One run: the moment it speaks for, the period it is filed under, and whether the process wants to end. */
export type Run = { at: number; period: string; signal: AbortSignal }
/** `run` may be called twice for a period, or late, without harm; it returns what it did, in words. */
export type Job = Entry & { run: (run: Run) => Promise<string> }

/** Everything the machine does by itself, by the company's clock. */
export const schedule: readonly Job[] = [
  { name: 'reminders', label: '到期提醒', cron: '*/5 * * * *', run: remind },
  { name: 'tickets', label: '工单时限提醒', cron: '*/5 * * * *', run: warnOfTickets },
  { name: 'suggestions', label: '安排告知客户', cron: '*/5 * * * *', run: planTelling },
  { name: 'backup', label: '备份', cron: '30 2 * * *', run: backUp },
  { name: 'tiers', label: '客户分层', cron: '0 3 * * *', run: labelCustomers },
  { name: 'recycle', label: '清空回收站', cron: '20 3 * * *', run: emptyBin },
  { name: 'analysis', label: '客户分析', cron: '30 3 * * *', run: analyse },
  { name: 'signs', label: '录入核实', cron: '10 4 * * *', run: lookForSigns },
  { name: 'pool', label: '公海回收', cron: '20 4 * * *', run: tendPool },
  { name: 'strategies', label: '服务策略推送', cron: '40 4 * * *', run: pushStrategies },
  { name: 'duplicates', label: '查找疑似重复', cron: '0 4 * * *', run: findDuplicates },
  { name: 'monthly-report', label: '月度投诉分析报告', cron: '0 6 1 * *', run: makeMonthlyReport },
  { name: 'surveys', label: '满意度调研', cron: '0 5 * * *', run: tendSurveys },
  { name: 'tidy', label: '清理过期数据', cron: '40 3 * * *', run: tidy },
]

export const findJob = (name: string) => schedule.find((job) => job.name === name)
