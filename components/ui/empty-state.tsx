export type Empty = { title: string; text?: string; deed?: { href: string; label: string } }

/** What this is, why nothing is here, and the one thing to do about it. */
export function EmptyState({ title, text, deed }: Empty) {
  return (
    <div className="empty">
      <b>{title}</b>
      {text && <p>{text}</p>}
      {deed && (
        <a className="btn" href={deed.href}>
          {deed.label}
        </a>
      )}
    </div>
  )
}
