type Props = {
  label: string
  /** Undefined while nobody knows how long. */
  value?: number
  max?: number
  text?: string
  /** Asks this page again every two seconds, until the answer no longer polls. */
  poll?: { href: string; id: string }
  children?: React.ReactNode
}

export function Progress({ label, value, max = 100, text, poll, children }: Props) {
  const polling = poll && { 'hx-get': poll.href, 'hx-trigger': 'every 2s', 'hx-select': `#${poll.id}`, 'hx-swap': 'outerHTML' }
  return (
    <div className="progress" id={poll?.id} {...polling}>
      <p>
        <b>{label}</b>
        <span role="status">{text ?? (value === undefined ? '进行中' : `${Math.round((value / max) * 100)}%`)}</span>
      </p>
      <progress aria-label={label} value={value} max={max} />
      {children}
      {poll && (
        <noscript>
          <a href={poll.href}>刷新进度</a>
        </noscript>
      )}
    </div>
  )
}
