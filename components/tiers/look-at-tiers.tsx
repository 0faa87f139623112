import { toneLabels } from '#lib/tiers/words'
import { Section } from '../ui/section.tsx'
import { CustomerLabels } from './customer-labels.tsx'
import { RuleLines } from './rule-lines.tsx'

const tones = ['accent', 'good', 'warn', 'bad', 'plain'] as const
const line = { points: '', field: 'amount', op: 'gte', value: '100,000', window: '12' }
const wrong = { points: '', field: '', op: 'gte', value: '5', window: '' }

/** Labels in every colour, and a rule's lines with what is wrong in one. */
export function LookAtTiers() {
  return (
    <Section title="客户分层">
      <CustomerLabels
        customerId={1}
        labels={tones.map((tone, at) => ({ id: at, name: `${toneLabels[tone]}色标签`, tone, meaning: '', byHand: at === 1 }))}
      />
      <div className="form two rule">
        <RuleLines
          id="look-rule"
          typed={{ kind: 'any', groups: [[line, wrong]] }}
          offer={{ fields: [{ key: 'amount', label: '合作金额', unit: 'money', window: { unit: 'month', default: 12 } }], sources: {} }}
          errors={{ 'c0-1-field': ['没有这个字段，请重新选择'] }}
        />
      </div>
    </Section>
  )
}
