import { noteCheck } from '#lib/duplicates/commands'
import { wordsOf } from '#lib/duplicates/guard'
import type { Asked, Hit } from '#lib/duplicates/model'
import { findAlike, tellHits } from '#lib/duplicates/queries-alike'
import { attempt, execute } from '#lib/execute'
import { normalisePhone } from '#lib/formats/phone'
import { normaliseName } from '#lib/formats/text'
import type { Grant } from '#lib/kernel/grant'

type Typed = { name?: string | undefined; phone?: string | undefined; creditCode?: string | undefined; except?: number | undefined }

/** Who is like what was typed, as far as this person may know; who was shown somebody else's customer stands in the record (N-03). */
export function lookUp(me: Grant<'duplicate.check'>, typed: Typed): Hit[] {
  const found = findAlike(readable(typed))
  const hits = tellHits(me.actor, found)
  const ids = [...found.keys()].filter((_, at) => hits[at] && 'token' in hits[at])
  if (ids.length > 0) attempt(() => execute(noteCheck, me.actor, { customerId: ids[0]!, words: wordsFor(typed, ids) }))
  return hits

  function wordsFor({ name = '' }: Typed, foreign: number[]) {
    const shown = new Map(foreign.map((id) => [id, found.get(id)!]))
    return `${name ? `按「${normaliseName(name).slice(0, 100)}」` : ''}查重，看到 ${wordsOf(shown)}`
  }
}

// What is half typed is not a number yet.
const readable = ({ name = '', phone = '', creditCode = '', except }: Typed): Asked => ({
  name: normaliseName(name),
  phone: normalisePhone(phone) ?? '',
  creditCode: creditCode.trim().toUpperCase(),
  except,
})
