import { isBehind } from '#lib/reports/queries'
import { allowRoute } from '../../../../_web/allow-route.ts'

/** A typed code leads to its rows, or back to the report with a word of what was wrong. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }) {
  const me = await allowRoute('report.read')
  if (me instanceof Response) return me
  const id = Number((await params).id) || 0
  const code = (new URL(request.url).searchParams.get('code') ?? '').trim().toUpperCase().slice(0, 20)
  const Location = isBehind(me, id, code) ? `/reports/${id}/rows/${code}` : `/reports/${id}?unknown=${encodeURIComponent(code || '空')}`
  return new Response(null, { status: 303, headers: { Location } })
}
