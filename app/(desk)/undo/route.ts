import { deeds, FEW } from '#lib/aside/deeds'
import { executeAside } from '#lib/aside/in-worker'
import { execute } from '#lib/execute'
import { Refusal } from '#lib/kernel/errors'
import type { Grant } from '#lib/kernel/grant'
import { wordFor } from '#lib/undo/model'
import { countUndo } from '#lib/undo/queries'
import { allowRoute } from '../../_web/allow-route.ts'
import { ownPath, withWord } from '../../_web/own-path.ts'

/** Takes back what a toast or notice has just told of, and leads back to the page it stood on, with what came of it; a plain form of every page. */
export async function POST(request: Request): Promise<Response> {
  const me = await allowRoute('undo.takeBack')
  if (me instanceof Response) return me
  const id = (await request.formData()).get('id')
  return new Response(null, { status: 303, headers: { Location: withWord(cameFrom(request), await wordOf(me, id)) } })
}

async function wordOf(me: Grant<'undo.takeBack'>, id: unknown) {
  const { actor } = me
  const input = { id: String(id) }
  try {
    if ('id' in actor && countUndo(me, Number(id)) > FEW) await executeAside({ deed: 'takeBack', actor, input })
    else execute(deeds.takeBack, actor, input)
    return 'undone'
  } catch (error) {
    if (error instanceof Refusal) return wordFor(error.message)
    throw error
  }
}

// The page that held the button, without the word for what is now undone.
function cameFrom(request: Request) {
  const from = request.headers.get('referer')
  if (!from || !URL.canParse(from)) return '/'
  const { pathname, searchParams } = new URL(from)
  searchParams.delete('done')
  return ownPath(searchParams.size > 0 ? `${pathname}?${searchParams}` : pathname)
}
