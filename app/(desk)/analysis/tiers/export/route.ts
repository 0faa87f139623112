import { toCsv } from '#lib/formats/csv'
import { dayOf, now } from '#lib/kernel/time'
import { allowRoute } from '../../../../_web/allow-route.ts'
import { downloadHeaders } from '../../../../_web/download.ts'
import { sheetHeads, sheetOf, tierLines } from '../lines.ts'

/** 客户分层策略表 as a sheet, in the columns of template 4 (S0-74); it names rules and counts, no customer. */
export async function GET() {
  const me = await allowRoute('tier.read')
  if (me instanceof Response) return me
  const name = `客户分层策略表-${dayOf(now()).replaceAll('-', '')}.csv`
  return new Response(toCsv([sheetHeads, ...sheetOf(tierLines(me))]), { headers: downloadHeaders(name, 'csv') })
}
