import type { Hit } from '#lib/duplicates/model'
import { Notice } from '../ui/notice.tsx'
import { HitList } from './hit-list.tsx'

type Props = {
  hits: Hit[]
  /** Somebody asked, and deserves an answer where nothing was found, too. */
  asked?: boolean
  /** The answer that saves nevertheless; none where somebody only looked, or where there is nothing to decide. */
  mark?: string
}

/** What stands there already that is like what is typed; a live check renews it by its id. */
export function AlikeBox({ hits, asked, mark }: Props) {
  return (
    <div id="alike" className="wide" aria-live="polite">
      {hits.length > 0 && (
        <Notice tone="warn" title={mark ? `有 ${hits.length} 位客户可能是同一家，请核对` : `发现 ${hits.length} 位相近的客户`}>
          <HitList hits={hits} />
          {mark && (
            <label className="tick" htmlFor="confirmed">
              <input id="confirmed" type="checkbox" name="confirmed" value={mark} />
              <span>仍要保存，这不是同一家</span>
            </label>
          )}
        </Notice>
      )}
      {hits.length === 0 && asked && <Notice tone="good">没有发现相同或相近的客户。</Notice>}
    </div>
  )
}
