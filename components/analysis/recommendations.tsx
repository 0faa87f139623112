import type { Suggested, Usual } from '#lib/analysis/recommend'
import { industryLabel } from '#lib/industries/model'
import { Facts } from '../ui/facts.tsx'
import { Section } from '../ui/section.tsx'

type Props = { found: { usual: Usual[]; suggested: Suggested[] } | undefined; industry: string }

/** 常购与可推荐 (S2-25): what the customer buys as a rule, with when it may need it again, and what others of its trade buy. */
export function Recommendations({ found, industry }: Props) {
  if (!found) return null
  const { usual, suggested } = found
  return (
    <Section title="常购与可推荐">
      {usual.length > 0 && <Facts facts={usual.map((one) => ({ label: one.product, value: usualWords(one) }))} />}
      {suggested.length > 0 && (
        <>
          <p className="mt-2 text-ink-2">{`${industryLabel(industry).replace(/^.*?-/, '')}客户常买，这位客户还没有买过：`}</p>
          <ul className="list-disc pl-5">
            {suggested.map(({ product, buyers, of }) => (
              <li key={product}>
                {product} <small className="text-ink-2">{`${buyers.toLocaleString('en-US')} / ${of.toLocaleString('en-US')} 位买过`}</small>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}

function usualWords({ times, days, last, due, late }: Usual) {
  const so = `${times} 次，最近 ${last}`
  if (days === null || due === null) return so
  return `${so}，约 ${days} 天一次，${late > 0 ? `已过预计日 ${late} 天` : `预计 ${due}`}`
}
