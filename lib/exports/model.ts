import { dayOf, timeOf } from '../kernel/time.ts'

export const formats = ['csv', 'xlsx'] as const
export type Format = (typeof formats)[number]
export const formatLabels: Record<Format, string> = { csv: 'CSV', xlsx: 'Excel（.xlsx）' }

/** More rows than this leave the house only after the password was given again (G-07). */
export const MANY = 200
/** So many exports, or wrong passwords, a person has in an hour. */
export const PER_HOUR = 10
export const HOUR_MS = 3_600_000
/** A workbook is made in memory; more rows go into a CSV. */
export const MOST_XLSX = 100_000
/** Why an export with a wrong password was refused: counted like an export, so that nobody tries passwords here. */
export const WRONG_PASSWORD = '导出时密码不正确'

/** The rule that holds for every sheet that leaves (I-01). */
export const maskingRule = '联系人姓名、联系方式、邮箱和负责人只显示一部分，例如 张*、138****5678'

type Marked = { by: string; at: number; count: number; filter: string }

/** The first line of every sheet: who, when, how many, which (G-07, W-36). */
export const watermark = ({ by, at, count, filter }: Marked) =>
  `导出人：${by}　导出时间：${dayOf(at)} ${timeOf(at)}　条数：${count}　筛选：${filter}　联系信息已脱敏`

/** 客户-20261122-1430.csv */
export const fileNameOf = (what: string, at: number, format: Format) =>
  `${what}-${dayOf(at).replaceAll('-', '')}-${timeOf(at).replace(':', '')}.${format}`
