type Props = {
  tone?: 'info' | 'warn' | 'bad' | 'good'
  title?: string
  children?: React.ReactNode
  deeds?: React.ReactNode
  alert?: boolean
}

export function Notice({ tone = 'info', title, children, deeds, alert }: Props) {
  return (
    <div className={tone === 'info' ? 'notice' : `notice ${tone}`} role={alert ? 'alert' : undefined}>
      {title && <b>{title}</b>}
      {children && <div>{children}</div>}
      {deeds && <div className="deeds">{deeds}</div>}
    </div>
  )
}
