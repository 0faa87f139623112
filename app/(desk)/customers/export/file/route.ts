import type { User } from '#lib/kernel/grant'
import { allowRoute } from '../../../../_web/allow-route.ts'
import { exportFile, leadAway, sayProblem } from '../../../../_web/export-file.ts'
import { fieldsOf } from '../../../../_web/form-action.ts'
import { idsIn, wantedOf } from '../asked.ts'

/** Customers as a sheet, from the form of /customers/export. */
export async function POST(request: Request) {
  const me = await allowRoute('customer.export')
  if (me instanceof Response) return leadAway(request, me, '/customers/export')
  const form = await request.formData().catch(() => undefined)
  if (!form) return new Response('表单不完整', { status: 400, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
  const fields = fieldsOf(form)
  const query = Object.fromEntries(new URLSearchParams(String(fields.query ?? '')))
  const asked = wantedOf(me.actor as User, query, idsIn(fields.ids), String(fields.span ?? ''))
  const outcome = await exportFile(me, { ...asked, what: '客户', fields })
  return outcome instanceof Response ? outcome : sayProblem(request, '/customers/export', outcome, fields)
}
