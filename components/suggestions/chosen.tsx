import { dayOf } from '#lib/kernel/time'
import type { Listed } from '#lib/suggestions/list'
import { Section } from '../ui/section.tsx'
import { TodoList } from '../ui/todo-list.tsx'

const SHOWN = 20

/** What a deed is about, in the customers' own words. */
export function ChosenSuggestions({ rows }: { rows: Listed[] }) {
  const more = rows.length - SHOWN
  return (
    <Section title="选中的建议" sub={`${rows.length} 条`}>
      <TodoList
        items={rows.slice(0, SHOWN).map(({ id, text, customer, createdAt }) => ({
          id,
          when: dayOf(createdAt),
          datetime: new Date(createdAt).toISOString(),
          title: text.length > 80 ? `${text.slice(0, 80)}…` : text,
          note: customer,
        }))}
      />
      {more > 0 && <p className="hint">{`还有 ${more} 条`}</p>}
    </Section>
  )
}
