import { z } from 'zod'
import type { savedViews } from '#db/schema/archive'

export type SavedView = typeof savedViews.$inferSelect

/** A person keeps so many views of a list. */
export const MOST_VIEWS = 30
/** The lists that can be kept as views, and where they stand. */
export const pages = { customers: '/customers' } as const
export type Page = keyof typeof pages

/** The row that holds a person's columns of a list stands among the views, under a page of its own. */
export const COLUMNS_PAGE = 'customers:columns'

export const viewName = z.string().trim().min(1, '请填写视图名称').max(20, '视图名称最多 20 字')
export const viewQuery = z
  .string()
  .max(600, '筛选条件过长，请减少条件')
  .regex(/^[\w\-.~%=&+*]*$/, '筛选条件无法保存，请重新筛选')
