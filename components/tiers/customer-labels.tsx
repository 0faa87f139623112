import { Badge, type Tone } from '../ui/badge.tsx'

type Props = { customerId: number; labels: { id: number; name: string; tone: Tone; meaning: string; byHand: boolean }[] }

/** 分层标签 as badges, and the question that every one of them answers. */
export function CustomerLabels({ customerId, labels }: Props) {
  return (
    <p className="labels">
      <span>分层</span>
      {labels.map(({ id, name, tone, meaning, byHand }) => (
        <Badge key={id} tone={tone} title={meaning || undefined}>
          {byHand ? `${name}（人工）` : name}
        </Badge>
      ))}
      <a href={`/customers/${customerId}/tiers`}>凭什么</a>
    </p>
  )
}
