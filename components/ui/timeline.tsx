import { Badge, type Tone } from './badge.tsx'

export type Happening = {
  id: string | number
  /** As shown; `datetime` is the machine's word for it. */
  at: string
  datetime?: string
  /** What kind of thing, by whom, how: 电话 · 李梅. */
  meta?: string
  href?: string
  text?: React.ReactNode
  next?: React.ReactNode
  tone?: Exclude<Tone, 'plain'>
  badges?: { text: string; tone?: Tone }[]
  deeds?: React.ReactNode
}

export function Timeline({ items }: { items: Happening[] }) {
  return (
    <ol className="story">
      {items.map((item) => (
        <li key={item.id} className={item.tone}>
          <Meta {...item} />
          {item.text && <div className="text">{item.text}</div>}
          {item.next && <div className="next">{item.next}</div>}
          {item.deeds && <div className="deeds">{item.deeds}</div>}
        </li>
      ))}
    </ol>
  )
}

function Meta({ at, datetime, meta, href, badges = [] }: Happening) {
  return (
    <p className="meta">
      <time dateTime={datetime}>{at}</time>
      {meta && (href ? <a href={href}>{meta}</a> : <span>{meta}</span>)}
      {badges.map(({ text, tone }) => (
        <Badge key={text} tone={tone}>
          {text}
        </Badge>
      ))}
    </p>
  )
}
