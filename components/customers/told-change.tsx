import type { listHistory } from '#lib/audit/queries'
import { permissionLabels } from '#lib/kernel/labels'
import { dayOf, timeOf } from '#lib/kernel/time'
import type { Dated } from './story.tsx'

const NONE = '未填写'

export type Entry = ReturnType<typeof listHistory>[number]

// What the deed's own name says already, and what is counted beside the to-do.
const counted = new Set(['改期次数', '状态', '完成时间', '完成人', '示例数据'])

// What came or went as a whole is told by its name alone.
const named = new Set([permissionLabels['file.attach'], permissionLabels['file.remove'], permissionLabels['file.restore']])
const brief = new Set([permissionLabels['customer.create'], ...named])

/** One entry of the log as the story tells it; in brief, two lines of it, where other things stand beside it. */
export function change(e: Entry, isBrief = false): Dated {
  // The archive's beginning has nothing to compare with: its facts stand beside it.
  const told = brief.has(e.action) ? [] : e.changes.filter(({ label }) => !counted.has(label))
  const reason = e.action === permissionLabels['todo.finish'] ? '处理结果' : '原因'
  const text = told.map((c) => (c.from === NONE ? `「${c.label}」${c.to}` : `「${c.label}」从 ${c.from} 改为 ${c.to}`)).join('；')
  return {
    id: `c${e.id}`,
    order: e.at,
    at: `${dayOf(e.at)} ${timeOf(e.at)}`,
    datetime: new Date(e.at).toISOString(),
    meta: `${e.action} · ${e.actor}`,
    text:
      text || e.why ? (
        <p className={isBrief ? 'clamp' : undefined}>
          {[e.why && (named.has(e.action) ? e.why : `${reason}：${e.why}`), text].filter(Boolean).join('。')}
        </p>
      ) : undefined,
  }
}
