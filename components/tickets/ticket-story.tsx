import { eventLabels, scoreLabels, sourceLabels, type TicketEvent } from '#lib/tickets/labels'
import type { listEntries, listScores } from '#lib/tickets/queries-story'
import { momentWords } from '#lib/tickets/words'
import { type Happening, Timeline } from '../ui/timeline.tsx'

const tones: Partial<Record<TicketEvent, Happening['tone']>> = { closed: 'good', reopened: 'warn', returned: 'warn', voided: 'bad' }

/** What happened to a ticket, newest first: who, when, what was said. */
export function TicketStory({ entries }: { entries: ReturnType<typeof listEntries> }) {
  return (
    <Timeline
      items={entries.map(({ id, event, text, at, by }) => ({
        id,
        at: momentWords(at),
        datetime: new Date(at).toISOString(),
        meta: [eventLabels[event], by ?? '系统'].join(' · '),
        badges: event === 'note' ? [{ text: '仅内部' }] : [],
        tone: tones[event],
        text: text || undefined,
      }))}
    />
  )
}

/** Every score, the last first; that one counts (W-34). */
export function Scores({ scores }: { scores: ReturnType<typeof listScores> }) {
  return (
    <ul className="files">
      {scores.map(({ id, score, source, comment, at, by }, n) => (
        <li key={id}>
          {`${score} 分 ${scoreLabels[score]}${n === 0 ? '（以此为准）' : ''}`}
          <small>{[sourceLabels[source], by, momentWords(at), comment].filter(Boolean).join(' · ')}</small>
        </li>
      ))}
    </ul>
  )
}
