type Props = { label: React.ReactNode; name?: string; variant?: 'plain' | 'quiet' | 'link'; up?: boolean; children: React.ReactNode }

/** Deeds that are needed less often, behind one button; its children are links, buttons and one-button forms. */
export function Menu({ label, name, variant = 'plain', up, children }: Props) {
  return (
    <details className={up ? 'drop up' : 'drop'} data-menu="">
      <summary className={looks[variant]} aria-label={name}>
        {label}
      </summary>
      <div className="panel menu">{children}</div>
    </details>
  )
}

const looks = { plain: 'btn', quiet: 'btn quiet', link: 'link' }
