import { dayOf } from '#lib/kernel/time'
import { ideaStatusLabels, sourceLabels } from '#lib/suggestions/labels'
import type { listCustomerSuggestions } from '#lib/suggestions/queries'
import { toldWords } from '#lib/suggestions/words'
import { Section } from '../ui/section.tsx'
import { TodoList } from '../ui/todo-list.tsx'
import { statusTones } from './tones.tsx'

type Props = ReturnType<typeof listCustomerSuggestions> & { customerId: number; mayAdd: boolean }

/** 提过的建议 on the archive: the latest, what became of each, and the way to one more (S1-59). */
export function CustomerSuggestions({ customerId, rows, total, mayAdd }: Props) {
  return (
    <Section
      id="suggestions"
      title="提过的建议"
      sub={total > rows.length ? <a href={`/suggestions?view=all&customer=${customerId}`}>{`全部 ${total} 条`}</a> : undefined}
      deeds={mayAdd && <a href={`/suggestions/new?customer=${customerId}`}>记一条建议</a>}
    >
      {rows.length === 0 ? (
        <p className="none">还没有提过建议</p>
      ) : (
        <TodoList
          items={rows.map((s) => ({
            id: s.id,
            when: dayOf(s.createdAt),
            datetime: new Date(s.createdAt).toISOString(),
            title: s.text.length > 60 ? `${s.text.slice(0, 60)}…` : s.text,
            href: s.ideaId === null ? undefined : `/suggestions/ideas/${s.ideaId}`,
            note: [sourceLabels[s.source], s.idea].filter(Boolean).join(' · '),
            badges: [
              s.ideaStatus === null ? { text: '待整理' } : { text: ideaStatusLabels[s.ideaStatus], tone: statusTones[s.ideaStatus] },
              ...(toldWords(s) ? [{ text: toldWords(s) }] : []),
            ],
          }))}
        />
      )}
    </Section>
  )
}
