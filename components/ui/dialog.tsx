type Props = {
  id: string
  title: string
  children: React.ReactNode
  /** Shown open from the start, without scripts. */
  open?: boolean
  wide?: boolean
}

/** Opened by whatever carries its id in data-dialog; without scripts that link leads to a page. */
export function Dialog({ id, title, children, open, wide }: Props) {
  return (
    <dialog id={id} className={wide ? 'wide' : undefined} aria-labelledby={`${id}-title`} open={open}>
      <header>
        <h2 id={`${id}-title`}>{title}</h2>
        <form method="dialog">
          <button type="submit" className="btn quiet" aria-label="关闭">
            ×
          </button>
        </form>
      </header>
      {children}
    </dialog>
  )
}
