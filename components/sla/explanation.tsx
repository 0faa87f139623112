import type { Explanation as Told } from '#lib/sla/explain'
import { minutesWords } from '#lib/sla/model'
import { DataTable } from '../ui/data-table.tsx'
import { Notice } from '../ui/notice.tsx'

/** How a due moment comes about: a line a stretch of time, what it counted, the sum so far (N-06). */
export function Explanation({ lines, total, note }: Told) {
  return (
    <>
      <Notice tone={note ? 'warn' : 'info'} title={total}>
        {note}
      </Notice>
      <DataTable
        caption="到期时间的计算"
        columns={[
          { key: 'when', label: '时间', name: true },
          { key: 'what', label: '说明', wrap: true },
          { key: 'counted', label: '计入', num: true, tag: true },
          { key: 'sum', label: '累计', num: true, tag: true },
        ]}
        rows={lines.map(({ when, what, counted, sum }) => ({
          id: `${when} ${what}`,
          tone: counted === 0 ? 'weak' : undefined,
          cells: { when, what, counted: counted === 0 ? '不计' : minutesWords(counted), sum: minutesWords(sum) },
        }))}
        empty={{ title: '没有要计算的时间', text: '时限为 0，登记时即到期。' }}
      />
    </>
  )
}

/** 为什么？ beside a due moment: the calculation, folded. */
export function Why({ explanation }: { explanation: Told }) {
  return (
    <details>
      <summary>为什么？</summary>
      <Explanation {...explanation} />
    </details>
  )
}
