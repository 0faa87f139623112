import { timeOf } from '#lib/kernel/time'
import { MOST_EXTRA } from '#lib/reveals/model'
import type { listOpenRequests, listOwnRequests } from '#lib/reveals/queries'
import { Form, type FormAction } from '../ui/form.tsx'
import { TodoList } from '../ui/todo-list.tsx'

/** What others ask for today, each with its answer (N-04). */
export function OpenRequests({ requests, allow }: { requests: ReturnType<typeof listOpenRequests>; allow: FormAction }) {
  if (requests.length === 0) return <p className="none">没有等待答复的申请</p>
  return (
    <TodoList
      items={requests.map(({ id, by, reason, createdAt }) => ({
        id,
        when: timeOf(createdAt),
        datetime: new Date(createdAt).toISOString(),
        title: by,
        note: reason,
        deeds: (
          <Form
            action={allow}
            id={`allow-${id}`}
            inline
            submit="放行"
            also={[{ label: '不放行', name: 'refuse', value: '1' }]}
            fields={[
              { kind: 'hidden', name: 'id', value: id },
              { kind: 'number', name: 'extra', label: '今天多查看几次', value: 20, min: 1, max: MOST_EXTRA, required: true, unit: '次' },
            ]}
          />
        ),
      }))}
    />
  )
}

/** One's own requests of today, with their answers. */
export function OwnRequests({ requests }: { requests: ReturnType<typeof listOwnRequests> }) {
  return (
    <TodoList
      items={requests.map(({ id, reason, createdAt, extra, decidedBy }) => ({
        id,
        when: timeOf(createdAt),
        datetime: new Date(createdAt).toISOString(),
        title: reason,
        done: extra !== null,
        badges: [answerOf(extra)],
        note: decidedBy ? `答复人 ${decidedBy}` : undefined,
      }))}
    />
  )
}

function answerOf(extra: number | null) {
  if (extra === null) return { text: '等待答复', tone: 'warn' as const }
  return extra > 0 ? { text: `放行 ${extra} 次`, tone: 'good' as const } : { text: '未放行' }
}
