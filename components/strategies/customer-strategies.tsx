import { dayOf } from '#lib/kernel/time'
import { consentLabels, kindLabels, rhythmLabels } from '#lib/strategies/labels'
import type { strategiesOf } from '#lib/strategies/queries-archive'
import { Badge } from '../ui/badge.tsx'
import { Section } from '../ui/section.tsx'
import { TodoList } from '../ui/todo-list.tsx'

type Props = ReturnType<typeof strategiesOf> & { customerId: number; may: { read: boolean; consent: boolean } }

/** 服务策略 on the archive: which hold for this customer, what was pushed when, and whether it may be written to (S0-15, I-05). */
export function CustomerStrategies({ customerId, within, pushes, consent, agreeing, may }: Props) {
  return (
    <Section id="strategies" title="服务策略" deeds={may.consent && <a href={`/customers/${customerId}/consent`}>登记营销意愿</a>}>
      <p className="mb-2">
        <Badge tone={consent?.marketing === 'refused' ? 'bad' : consent || agreeing > 0 ? 'good' : 'plain'}>
          {wordsOf(consent, agreeing)}
        </Badge>
      </p>
      {within.length === 0 && pushes.length === 0 ? (
        <p className="none">没有适用的策略</p>
      ) : (
        <TodoList
          items={[
            ...within.map(({ id, name, kind, rhythm, tier }) => ({
              id: `s${id}`,
              when: tier,
              title: name,
              href: may.read ? `/strategies/${id}` : undefined,
              note: `${kindLabels[kind]} · ${rhythmLabels[rhythm]}`,
            })),
            ...pushes.map(({ id, name, kind, pushedAt, sentAt }) => ({
              id: `p${id}`,
              when: dayOf(pushedAt),
              datetime: dayOf(pushedAt),
              title: name,
              note: kindLabels[kind],
              done: sentAt !== null,
              badges: [sentAt === null ? { text: '待送达' } : { text: '已送达', tone: 'good' as const }],
            })),
          ]}
        />
      )}
    </Section>
  )
}

function wordsOf(consent: Props['consent'], agreeing: number): string {
  if (consent) return `营销信息：${consentLabels[consent.marketing]}（${consent.source}，${dayOf(consent.at)}）`
  return agreeing > 0 ? `营销信息：${agreeing} 位联系人同意接收` : '营销信息：未登记意愿'
}
