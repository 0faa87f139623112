import type { listNotes } from '#lib/analysis/queries-notes'
import { dayOf } from '#lib/kernel/time'
import { ActionButton } from '../ui/action-button.tsx'
import type { FormAction } from '../ui/form.tsx'

type Note = ReturnType<typeof listNotes>[number]
type Props = { notes: Note[]; me: number; seesStrategies: boolean; remove: FormAction }

/** What was concluded so far, the latest first; one's own can be taken back. */
export function NoteList({ notes, me, seesStrategies, remove }: Props) {
  if (notes.length === 0) return <p className="mb-3 text-ink-2">还没有结论。</p>
  return (
    <ul className="mb-4 grid gap-3">
      {notes.map(({ id, text, createdAt, by, byId, strategyId, strategy }) => (
        <li key={id} className="flex flex-wrap items-baseline gap-x-3">
          <span className="min-w-0 break-words">{text}</span>
          {strategy && (seesStrategies ? <a href={`/strategies/${strategyId}`}>{strategy}</a> : <span>{strategy}</span>)}
          <small className="text-ink-2">{`${by ?? '已离职'}，${dayOf(createdAt)}`}</small>
          {byId === me && (
            <ActionButton action={remove} values={{ id }} variant="quiet" confirm="删除这条结论？" yes="删除">
              删除
            </ActionButton>
          )}
        </li>
      ))}
    </ul>
  )
}
