type Props = {
  children: React.ReactNode
  /** A button that takes it back, while it can still be taken back. */
  undo?: React.ReactNode
  tone?: 'good' | 'bad'
  /** Stays until it is closed. */
  sticky?: boolean
}

/** What has just been done, said once. */
export function Toast({ children, undo, tone = 'good', sticky }: Props) {
  return (
    <div className={tone === 'bad' ? 'toast bad' : 'toast'} role="status" data-toast={sticky || undo ? 'long' : ''}>
      <span>{children}</span>
      {undo}
    </div>
  )
}
