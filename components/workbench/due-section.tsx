import type { TodoPage } from '../followups/todo-items.tsx'
import { TodoItems } from '../followups/todo-items.tsx'
import type { FormAction } from '../ui/form.tsx'
import { Section } from '../ui/section.tsx'

type Props = {
  title: string
  sub?: string
  found: TodoPage
  at: number
  move: FormAction
  may: { read: boolean; follow: boolean }
  withPerson: boolean
  href: string
  children?: React.ReactNode
}

/** The first of what is due, and the way to all of it; its children stand in when nothing is. */
export function DueSection({ title, sub, found: { rows, total }, href, children, ...rest }: Props) {
  if (rows.length === 0 && !children) return null
  return (
    <Section title={title} sub={sub}>
      {rows.length > 0 ? <TodoItems todos={rows} back="/" {...rest} /> : children}
      {total > rows.length && (
        <p>
          <a href={href}>{`查看全部 ${total.toLocaleString('en-US')} 项`}</a>
        </p>
      )}
    </Section>
  )
}
