import { dayOf, timeOf } from '#lib/kernel/time'
import { eventLabels } from '#lib/suggestions/labels'
import type { listIdeaStory } from '#lib/suggestions/queries'
import { Timeline } from '../ui/timeline.tsx'

type Entry = ReturnType<typeof listIdeaStory>[number]

/** What became of an idea, by whom and why, newest first. */
export function IdeaStory({ entries }: { entries: Entry[] }) {
  return (
    <Timeline
      items={entries.map(({ id, event, text, at, by }) => ({
        id,
        at: `${dayOf(at)} ${timeOf(at)}`,
        datetime: new Date(at).toISOString(),
        meta: [eventLabels[event], by ?? '系统'].join(' · '),
        text: text === '' ? undefined : <p className="whitespace-pre-line">{text}</p>,
        tone: event === 'landed' ? 'good' : undefined,
      }))}
    />
  )
}
