import { targetLabels, targets } from '#lib/imports/labels'
import { templateOf } from '#lib/imports/template'
import { allowRoute } from '../../../../_web/allow-route.ts'
import { csvHeaders } from '../../csv-headers.ts'

export async function GET(_: Request, { params }: { params: Promise<{ target: string }> }) {
  const me = await allowRoute('import.create')
  if (me instanceof Response) return me
  const wanted = (await params).target
  const target = targets.find((one) => one === wanted)
  if (!target) return new Response('找不到模板', { status: 404, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
  return new Response(templateOf(target), { headers: csvHeaders(`${targetLabels[target]}导入模板.csv`) })
}
