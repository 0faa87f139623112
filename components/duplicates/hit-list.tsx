import { alikeLabels, type Hit } from '#lib/duplicates/model'

/** Customers like the one asked for: one's own with their archive, others' by the little one may know, with the way to ask (N-03). */
export function HitList({ hits }: { hits: Hit[] }) {
  return (
    <ul className="hits">
      {hits.map((hit) => (
        <li key={'id' in hit ? hit.id : hit.token}>
          {'id' in hit ? (
            <a href={`/customers/${hit.id}`} target="_blank" rel="noreferrer">
              {`${hit.name} ${hit.number}`}
            </a>
          ) : (
            <b>{hit.name}</b>
          )}
          <small>{factsOf(hit)}</small>
          {'token' in hit && (
            <a className="btn" href={`/collaborations/new?customer=${hit.token}`} target="_blank" rel="noreferrer">
              申请协作
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}

const factsOf = ({ reason, owner, status, days }: Hit) =>
  [alikeLabels[reason], owner ? `负责人 ${owner}` : '无负责人', status, sinceWords(days)].join(' · ')

function sinceWords(days: number | null) {
  if (days === null) return '尚无跟进'
  return days === 0 ? '今天有跟进' : `${days} 天前跟进`
}
