import type { listComments } from '#lib/surveys/sums'
import { Section } from '../ui/section.tsx'
import { Timeline } from '../ui/timeline.tsx'

/** What customers said in their own words, the newest first. */
export const Comments = ({ rows }: { rows: ReturnType<typeof listComments> }) => (
  <Section title="客户的话" sub={rows.length > 0 ? `最近 ${rows.length} 条` : undefined}>
    {rows.length === 0 ? (
      <p className="none">这段时间没有文字意见</p>
    ) : (
      <Timeline
        items={rows.map(({ id, day, customer, responseId, dimension, question, text }) => ({
          id,
          at: day,
          datetime: day,
          meta: `${customer} · ${dimension || question}`,
          href: `/surveys/answers/${responseId}`,
          text,
        }))}
      />
    )}
  </Section>
)
