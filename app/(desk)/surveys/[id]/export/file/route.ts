import { Missing } from '#lib/kernel/errors'
import { allowRoute } from '../../../../../_web/allow-route.ts'
import { exportFile, leadAway, sayProblem } from '../../../../../_web/export-file.ts'
import { fieldsOf } from '../../../../../_web/form-action.ts'
import { wantedOf } from '../asked.ts'

/** What customers answered as a sheet, from the form of /surveys/[id]/export. */
export async function POST(request: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id: text } = await params
  const id = /^[1-9]\d{0,14}$/.test(text) ? Number(text) : 0
  const path = `/surveys/${id}/export`
  const me = await allowRoute('survey.export')
  if (me instanceof Response) return leadAway(request, me, path)
  const form = await request.formData().catch(() => undefined)
  if (!form) return answer(400, '表单不完整')
  const fields = fieldsOf(form)
  try {
    const asked = wantedOf(me.actor, id, Object.fromEntries(new URLSearchParams(String(fields.query ?? ''))))
    const outcome = await exportFile(me, { ...asked, what: '调研答复', fields })
    return outcome instanceof Response ? outcome : sayProblem(request, path, outcome, fields)
  } catch (error) {
    if (error instanceof Missing) return answer(404, error.message)
    throw error
  }
}

const answer = (status: number, text: string) => new Response(text, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
