import { type Fact, isFaded, type Stamp, stampWords } from '#lib/truth/model'
import { Badge } from '../ui/badge.tsx'
import type { Fact as Line } from '../ui/facts.tsx'

/** 已核验 2026-09-03 · 电话; grey, and in other words, once it has faded (N-13). */
export function StampMark({ stamp, day }: { stamp: Stamp; day: string }) {
  return (
    <Badge tone={isFaded(stamp.verifiedOn, day) ? 'plain' : 'good'} title={stamp.by ? `核验人 ${stamp.by}` : undefined}>
      {stampWords(stamp, day)}
    </Badge>
  )
}

const factOf: Record<string, Fact> = {
  联系人: 'contact',
  联系方式: 'phone',
  所属行业: 'industry',
  规模: 'size',
  信用代码: 'creditCode',
  企业地址: 'address',
}

/** The facts of an archive, each with the stamp it bears; the name stands in the page's head, so its stamp has a line of its own. */
export function withStamps(lines: Line[], stamps: Stamp[], day: string): Line[] {
  const markOf = (fact: Fact | undefined) => {
    const stamp = stamps.find((one) => one.fact === fact)
    return stamp && <StampMark stamp={stamp} day={day} />
  }
  const name = markOf('name')
  const marked = lines.map((line) => {
    const mark = markOf(factOf[line.label])
    const value = (
      <>
        {line.value} {mark}
      </>
    )
    return mark ? { ...line, value } : line
  })
  return name ? [{ label: '客户名称', value: name }, ...marked] : marked
}
