export type Tone = 'plain' | 'accent' | 'good' | 'warn' | 'bad'

export function Badge({ tone = 'plain', title, children }: { tone?: Tone; title?: string; children: React.ReactNode }) {
  return (
    <span className={tone === 'plain' ? 'badge' : `badge ${tone}`} title={title}>
      {children}
    </span>
  )
}
