import { Badge, type Tone } from './badge.tsx'

export type Todo = {
  id: string | number
  when: string
  datetime?: string
  late?: boolean
  done?: boolean
  title: string
  href?: string
  note?: string
  badges?: { text: string; tone?: Tone }[]
  deeds?: React.ReactNode
}

export function TodoList({ items }: { items: Todo[] }) {
  return (
    <ul className="todo">
      {items.map((item) => (
        <li key={item.id} className={item.late ? 'late' : item.done ? 'done' : undefined}>
          <time dateTime={item.datetime}>{item.when}</time>
          <What {...item} />
          {item.deeds && <div className="deeds">{item.deeds}</div>}
        </li>
      ))}
    </ul>
  )
}

function What({ title, href, note, badges = [] }: Todo) {
  return (
    <div className="what">
      {href ? <a href={href}>{title}</a> : <span>{title}</span>}
      {badges.map(({ text, tone }) => (
        <Badge key={text} tone={tone}>
          {text}
        </Badge>
      ))}
      {note && <small title={note}>{note}</small>}
    </div>
  )
}
