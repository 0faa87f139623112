import { allowRoute } from '../../../../../_web/allow-route.ts'
import { exportFile, leadAway, sayProblem } from '../../../../../_web/export-file.ts'
import { fieldsOf } from '../../../../../_web/form-action.ts'
import { wantedOf } from '../wanted.ts'

const PATH = '/analysis/churn/export'

/** Customers at risk as a sheet, from the form of /analysis/churn/export. */
export async function POST(request: Request) {
  const analysis = await allowRoute('analysis.read')
  if (analysis instanceof Response) return leadAway(request, analysis, PATH)
  const me = await allowRoute('customer.export')
  if (me instanceof Response) return leadAway(request, me, PATH)
  const form = await request.formData().catch(() => undefined)
  if (!form) return new Response('表单不完整', { status: 400, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
  const fields = fieldsOf(form)
  const asked = wantedOf(me, Object.fromEntries(new URLSearchParams(String(fields.query ?? ''))))
  const outcome = await exportFile(me, { ...asked, what: '流失风险客户', fields })
  return outcome instanceof Response ? outcome : sayProblem(request, PATH, outcome, fields)
}
