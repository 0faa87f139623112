type Props = { href: string; polling: boolean; children: React.ReactNode }

/** A state that asks for itself every two seconds while work goes on, and stands still in the answer that no longer polls. */
export function Live({ href, polling, children }: Props) {
  const again = polling && { 'hx-get': href, 'hx-trigger': 'every 2s', 'hx-select': '#import', 'hx-target': 'this', 'hx-swap': 'outerHTML' }
  return (
    <div id="import" {...again}>
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
