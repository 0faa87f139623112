import type { Actor } from '#lib/kernel/grant'
import { Tabs } from '../ui/tabs.tsx'

const tabs = {
  overview: { href: '/analysis', label: '概览', needs: 'analysis.read' },
  tiers: { href: '/analysis/tiers', label: '分层', needs: 'tier.read' },
  rfm: { href: '/analysis/rfm', label: 'RFM', needs: 'analysis.read' },
  retention: { href: '/analysis/retention', label: '留存与复购', needs: 'analysis.read' },
  churn: { href: '/analysis/churn', label: '流失风险', needs: 'analysis.read' },
  needs: { href: '/analysis/needs', label: '需求分析', needs: 'analysis.read' },
} as const
export type AnalysisTab = keyof typeof tabs

/** The pages of the analysis that somebody may see; nothing where that is one alone. */
export function AnalysisTabs({ me, current }: { me: Actor; current: AnalysisTab }) {
  const open = Object.entries(tabs).filter(([, { needs }]) => 'job' in me || me.may[needs] !== undefined)
  if (open.length < 2) return null
  return <Tabs label="客户分析" tabs={open.map(([key, { href, label }]) => ({ href, label, current: key === current }))} />
}
