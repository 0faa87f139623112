import { Badge, type Tone } from './badge.tsx'

type Props = {
  title: string
  /** Number, count, what is shown; a live search renews it. */
  sub?: React.ReactNode
  badges?: { text: string; tone?: Tone; title?: string }[]
  /** Where this came from: 客户 › 苏州蓝澜. */
  trail?: { href: string; label: string }[]
  /** Buttons; one of them first. */
  children?: React.ReactNode
}

export function PageHeader({ title, sub, badges = [], trail = [], children }: Props) {
  return (
    <header className="page">
      {trail.length > 0 && (
        <nav className="trail" aria-label="位置">
          {trail.map(({ href, label }) => (
            <a key={href} href={href}>
              {label}
            </a>
          ))}
        </nav>
      )}
      <h1>{title}</h1>
      <span className="sub" id="count">
        {sub}
      </span>
      {badges.map(({ text, ...rest }) => (
        <Badge key={text} {...rest}>
          {text}
        </Badge>
      ))}
      {children && <div className="deeds">{children}</div>}
    </header>
  )
}
