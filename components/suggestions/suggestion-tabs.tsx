import { shareWords } from '#lib/suggestions/words'
import { Figures } from '../ui/figures.tsx'
import { Tabs } from '../ui/tabs.tsx'

type Props = {
  current: 'open' | 'ideas' | 'told'
  /** How many wait to be looked at, up to 10,000. */
  open: number
  ideas: number
  told: { askers: number; told: number }
}

/** The three sides of the matter, and how many of those who asked have been told (N-16). */
export function SuggestionTabs({ current, open, ideas, told }: Props) {
  return (
    <>
      <Figures
        figures={[
          { label: '待整理', value: open > 10_000 ? '10,000+' : open, unit: '条', href: '/suggestions' },
          { label: '要告知的客户', value: told.askers, unit: '位', href: '/suggestions/told', note: '改进事项已落地，或不采纳但需告知' },
          { label: '已告知', value: told.told, unit: '位', href: '/suggestions/told?state=told' },
          { label: '告知率', value: shareWords(told.told, told.askers), href: '/suggestions/told', note: '已告知 ÷ 要告知的客户' },
        ]}
      />
      <Tabs
        label="建议"
        tabs={[
          { href: '/suggestions', label: '待整理', count: open > 10_000 ? '10,000+' : open, current: current === 'open' },
          { href: '/suggestions/ideas', label: '看板', count: ideas, current: current === 'ideas' },
          { href: '/suggestions/told', label: '告知进度', current: current === 'told' },
        ]}
      />
    </>
  )
}
