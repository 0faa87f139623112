import { dayOf, timeOf } from '../kernel/time.ts'

/** 个人信息-20261122-1430.zip; it names nobody. */
export const copyName = (at: number) => `个人信息-${dayOf(at).replaceAll('-', '')}-${timeOf(at).replace(':', '')}.zip`

/** What stands above the copy: who made it, when. */
export const copyHead = (by: string, at: number) => ({ 导出人: by, 导出时间: `${dayOf(at)} ${timeOf(at)}` })
