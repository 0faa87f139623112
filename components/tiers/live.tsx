type Props = { href: string; polling: boolean; children: React.ReactNode }

/** What asks for itself every two seconds while a run is under way, and stands still in the answer that no longer polls. */
export function Live({ href, polling, children }: Props) {
  const again = polling && {
    'hx-get': href,
    'hx-trigger': 'every 2s',
    'hx-select': '#tiers',
    'hx-target': 'this',
    'hx-swap': 'outerHTML',
  }
  return (
    <div id="tiers" {...again}>
      {children}
      {polling && (
        <noscript>
          <p>
            <a href={href}>刷新进度</a>
          </p>
        </noscript>
      )}
    </div>
  )
}
