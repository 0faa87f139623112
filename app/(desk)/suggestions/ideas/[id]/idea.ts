import type { Grant } from '#lib/kernel/grant'
import { grant } from '#lib/kernel/grant'
import { findIdeaPage } from '#lib/suggestions/queries'
import { idIn, orNotFound } from '../../../../_web/allow.ts'

/** The idea that an address names, with the way back to it. */
export async function ideaFor(me: Grant, params: Promise<{ id: string }>) {
  const id = await idIn(params)
  const page = orNotFound(me, () => findIdeaPage(grant(me.actor, 'suggestion.read'), id))
  const back = `/suggestions/ideas/${id}`
  const trail = [
    { href: '/suggestions', label: '建议' },
    { href: '/suggestions/ideas', label: '看板' },
  ]
  const hidden = [
    { kind: 'hidden' as const, name: 'id', value: id },
    { kind: 'hidden' as const, name: 'version', value: page.idea.version },
  ]
  return { ...page, id, back, trail, further: [...trail, { href: back, label: page.idea.title }], hidden }
}
