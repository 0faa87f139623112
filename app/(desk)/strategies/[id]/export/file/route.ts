import { findStrategy } from '#lib/strategies/queries'
import { idIn, orNotFound } from '../../../../../_web/allow.ts'
import { allowRoute } from '../../../../../_web/allow-route.ts'
import { exportFile, leadAway, sayProblem } from '../../../../../_web/export-file.ts'
import { fieldsOf } from '../../../../../_web/form-action.ts'
import { wantedOf } from '../asked.ts'

/** Pushes of a strategy as a sheet, from the form of its export page. */
export async function POST(request: Request, { params }: { params: Promise<{ id: string }> }) {
  const me = await allowRoute('strategy.export')
  if (me instanceof Response) return leadAway(request, me, '/strategies')
  const id = await idIn(params)
  const { name } = orNotFound(me, () => findStrategy(me, id))
  const form = await request.formData().catch(() => undefined)
  if (!form) return new Response('表单不完整', { status: 400, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
  const fields = fieldsOf(form)
  const asked = wantedOf(id, name, Object.fromEntries(new URLSearchParams(String(fields.query ?? ''))))
  const outcome = await exportFile(me, { ...asked, what: '推送记录', fields })
  return outcome instanceof Response ? outcome : sayProblem(request, `/strategies/${id}/export`, outcome, fields)
}
