export type Tab = { href: string; label: string; count?: number | string; current?: boolean }

export function Tabs({ tabs, label }: { tabs: Tab[]; label: string }) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map(({ href, label, count, current }) => (
        <a key={href} href={href} aria-current={current ? 'page' : undefined}>
          {label}
          {count !== undefined && <small>{count}</small>}
        </a>
      ))}
    </nav>
  )
}
