import type { Gap } from '#lib/profiles/completeness'
import { Meter } from '../ui/meter.tsx'

type Props = { score: number; missing: Gap[]; ways: Record<Gap['at'], string | undefined>; most?: number }

/** How complete the picture is, and what is missing, each with its reason and the way there. */
export function Completeness({ score, missing, ways, most = missing.length }: Props) {
  const more = missing.length - most
  return (
    <>
      <Meter label="画像完整度" value={score} low={40} high={75} note={missing.length > 0 ? '还缺这些，重要的在前：' : undefined} />
      {missing.length > 0 && (
        <ul>
          {missing.slice(0, most).map(({ what, why, at }) => (
            <li key={what}>
              {ways[at] ? <a href={ways[at]}>{what}</a> : <b>{what}</b>}
              <small>{`（${why}）`}</small>
            </li>
          ))}
          {more > 0 && <li>{`另有 ${more} 项`}</li>}
        </ul>
      )}
    </>
  )
}
