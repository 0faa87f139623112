import type { User } from '#lib/kernel/grant'
import { undoOfRequest } from '#lib/undo/queries'

/** Where one is led, with the number by which what was just done can be taken back: done=deleted..12, done=levelMany.3.12. */
export function withUndo(path: string, user: User): string {
  const [page = '', query = ''] = path.split('?')
  const search = new URLSearchParams(query)
  const word = search.get('done')
  const undo = word ? undoOfRequest(user) : undefined
  if (!word || undo === undefined) return path
  search.set('done', `${word}${word.includes('.') ? '' : '.'}.${undo}`)
  return `${page}?${search}`
}
