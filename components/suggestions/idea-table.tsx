import { dayOf } from '#lib/kernel/time'
import { ideaStatusLabels } from '#lib/suggestions/labels'
import type { listIdeas } from '#lib/suggestions/queries'
import { shareWords } from '#lib/suggestions/words'
import { type Column, DataTable } from '../ui/data-table.tsx'
import type { Empty } from '../ui/empty-state.tsx'
import type { Place } from '../ui/place.tsx'
import { statusTones } from './tones.tsx'

type Row = ReturnType<typeof listIdeas>['rows'][number]
type Props = { rows: Row[]; place: Place; sort: { key: string; dir: 'asc' | 'desc' }; empty: Empty }

const columns: Column[] = [
  { key: 'title', label: '改进事项', name: true, wrap: true },
  { key: 'status', label: '状态' },
  { key: 'askers', label: '提出客户', num: true, sort: true, tag: true },
  { key: 'times', label: '建议条数', num: true, extra: true },
  { key: 'told', label: '已告知', num: true, tag: true },
  { key: 'responsible', label: '负责人', tag: true },
  { key: 'newest', label: '新建日期', sort: true, extra: true },
  { key: 'landed', label: '落地日期', extra: true },
]

/** What customers ask for, most asked for first, and what became of it. */
export function IdeaTable({ rows, place, sort, empty }: Props) {
  return (
    <DataTable
      caption="改进事项"
      columns={columns}
      place={place}
      sort={sort}
      empty={empty}
      rows={rows.map(({ idea, responsible, sums }) => ({
        id: idea.id,
        tone: idea.status === 'declined' ? 'weak' : undefined,
        cells: {
          title: { text: idea.title, href: `/suggestions/ideas/${idea.id}` },
          status: { text: ideaStatusLabels[idea.status], badge: statusTones[idea.status] },
          askers: sums.askers === 0 ? 0 : { text: `${sums.askers} 位`, href: `/suggestions/ideas/${idea.id}#askers` },
          times: sums.times === 0 ? 0 : { text: sums.times, href: `/suggestions?idea=${idea.id}` },
          told: idea.tells
            ? {
                text: `${sums.told}/${sums.askers}`,
                weak: shareWords(sums.told, sums.askers),
                href: `/suggestions/told?idea=${idea.id}&state=told`,
              }
            : '-',
          responsible: responsible ?? '-',
          newest: dayOf(idea.createdAt),
          landed: idea.landedAt === null ? '-' : dayOf(idea.landedAt),
        },
      }))}
    />
  )
}
