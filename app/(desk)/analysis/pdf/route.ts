import { downloadAnalysis } from '#lib/analysis/commands'
import { printInWorker } from '#lib/analysis/in-worker'
import { scopeName, scopeOf } from '#lib/analysis/queries'
import { findWhole } from '#lib/analysis/whole'
import { execute } from '#lib/execute'
import { nameOf } from '#lib/kernel/grant'
import { dayOf, now, timeOf } from '#lib/kernel/time'
import { allowRoute } from '../../../_web/allow-route.ts'
import { periodIn } from '../needs/asked.ts'

const busy = { now: 0 }
const AT_ONCE = 2

/** The figures on paper, with who took them away at the foot of each page; on record before the first byte leaves. */
export async function GET(request: Request) {
  const me = await allowRoute('analysis.download')
  if (me instanceof Response) return me
  const reading = await allowRoute('analysis.read')
  if (reading instanceof Response) return reading
  const found = findWhole(reading, periodIn(new URL(request.url).searchParams.get('period') ?? undefined))
  if (!found) return sentence(404, '还没有统计过')
  if (busy.now >= AT_ONCE) return sentence(503, '正在生成其他报告，请稍后再试')
  execute(downloadAnalysis, me.actor, { scope: scopeName(scopeOf(reading) ?? -1), day: found.day })
  busy.now++
  try {
    const bytes = await printInWorker(found.contents, found.at, `下载：${nameOf(me.actor)} ${dayOf(now())} ${timeOf(now())}`)
    const name = encodeURIComponent(`客户分析报告-${found.day.replaceAll('-', '')}.pdf`)
    return new Response(new Uint8Array(bytes), {
      headers: {
        'Content-Type': 'application/pdf',
        'Content-Length': String(bytes.byteLength),
        'Content-Disposition': `attachment; filename="analysis.pdf"; filename*=UTF-8''${name}`,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-store',
      },
    })
  } finally {
    busy.now--
  }
}

const sentence = (status: number, text: string) =>
  new Response(text, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' } })
