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

/** Takes the deed back within ten minutes: a plain form, so that every page can hold it and no script is needed. */
export function UndoButton({ id }: { id: string }) {
  return (
    <form action="/undo" method="post" className="act">
      <input type="hidden" name="id" value={id} />
      <button type="submit" className="btn">
        撤销
      </button>
    </form>
  )
}
