import { allowRoute } from '../../../../_web/allow-route.ts'
import { exportFile, leadAway, sayProblem } from '../../../../_web/export-file.ts'
import { fieldsOf } from '../../../../_web/form-action.ts'
import { wantedOf } from '../asked.ts'

/** Suggestions as a sheet, from the form of /suggestions/export. */
export async function POST(request: Request) {
  const me = await allowRoute('suggestion.export')
  if (me instanceof Response) return leadAway(request, me, '/suggestions/export')
  const form = await request.formData().catch(() => undefined)
  if (!form) return new Response('表单不完整', { status: 400, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
  const fields = fieldsOf(form)
  const asked = wantedOf(Object.fromEntries(new URLSearchParams(String(fields.query ?? ''))))
  const outcome = await exportFile(me, { ...asked, what: '建议', fields })
  return outcome instanceof Response ? outcome : sayProblem(request, '/suggestions/export', outcome, fields)
}
