import { fieldOf, figureText, valueText } from '#lib/tiers/model'

type Evidence = Readonly<Record<string, number | string | null>>

/** The figures behind a label as one reads them: 近 12 个月合作金额 ¥103,200；65 分. What has no value says nothing. */
export function evidenceText(evidence: Evidence): string {
  const said = Object.entries(evidence).flatMap(([key, value]) => {
    if (key === 'points') return [`合计 ${value} 分`]
    const [name = '', size] = key.split(':')
    const field = fieldOf(name)
    return field && value !== null && value !== ''
      ? [`${figureText({ field: name, window: size ? Number(size) : undefined })} ${valueText(field, value)}`]
      : []
  })
  return said.join('；')
}
