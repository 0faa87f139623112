import { dayOf } from '#lib/kernel/time'
import { stateLabels } from '#lib/surveys/labels'
import type { listCustomerSurveys } from '#lib/surveys/queries-answers'
import { Section } from '../ui/section.tsx'
import { TodoList } from '../ui/todo-list.tsx'
import { stateTones } from './invitation-table.tsx'

type Row = ReturnType<typeof listCustomerSurveys>[number]

/** 满意度调研 on the archive: what the customer was asked and answered last. */
export const CustomerSurveys = ({ customerId, rows, mayAsk }: { customerId: number; rows: Row[]; mayAsk: boolean }) => (
  <Section id="surveys" title="满意度调研" deeds={mayAsk && <a href={`/surveys/invite?customer=${customerId}`}>邀请调研</a>}>
    {rows.length === 0 ? (
      <p className="none">还没有做过调研</p>
    ) : (
      <TodoList
        items={rows.map((row) => ({
          id: row.id,
          when: dayOf(row.answeredAt ?? row.createdAt),
          datetime: new Date(row.answeredAt ?? row.createdAt).toISOString(),
          title: row.survey,
          href: row.responseId === null ? `/surveys/invitations/${row.id}` : `/surveys/answers/${row.responseId}`,
          note:
            row.marks.map(({ dimension, value, of }) => `${dimension || '评分'} ${value}${of === 10 ? '/10' : ''}`).join(' · ') ||
            undefined,
          badges: badgesOf(row),
        }))}
      />
    )}
  </Section>
)

const badgesOf = ({ state, lowest }: Row) => [
  { text: stateLabels[state], tone: stateTones[state] },
  ...(lowest !== null && lowest <= 2 ? [{ text: '低分', tone: 'bad' as const }] : []),
]
