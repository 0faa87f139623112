import type { importStatuses, verdicts } from '#db/schema/imports'
import type { Permission } from '../kernel/permissions.ts'
import type { Target } from './aliases.ts'

export type Status = (typeof importStatuses)[number]
export type Verdict = (typeof verdicts)[number]

export const targetLabels: Record<Target, string> = { customers: '客户', followUps: '跟进记录', purchases: '购买记录' }
export const unitLabels: Record<Target, string> = { customers: '位客户', followUps: '条跟进', purchases: '条购买' }
export const statusLabels: Record<Status, string> = {
  reading: '正在读取',
  mapping: '待核对',
  checking: '试运行中',
  checked: '待导入',
  running: '导入中',
  done: '已完成',
  cancelled: '已停止',
  failed: '已中断',
}
export const targets = Object.keys(targetLabels) as Target[]
export const statuses = Object.keys(statusLabels) as Status[]
export const verdictLabels: Record<Verdict, string> = { valid: '可导入', refused: '不合格', duplicate: '重复', imported: '已导入' }

/** What a person has to be allowed beside the import itself: whoever may not enter one may not bring a hundred. */
export const needs: Record<Target, Permission> = {
  customers: 'customer.create',
  followUps: 'followUp.create',
  purchases: 'purchase.record',
}

/** The field of a sheet that names a colleague. */
export const personFields: Record<Target, string | null> = { customers: 'owner', followUps: 'follower', purchases: null }
