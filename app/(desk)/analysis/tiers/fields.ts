import type { Offer } from '#components/tiers/rule-lines'
import type { FieldSpec } from '#components/ui/form'
import type { Grant } from '#lib/kernel/grant'
import { fields, type Tier, toneLabels } from '#lib/tiers/model'
import { listTiers } from '#lib/tiers/queries'
import { sourcesNow } from './posted.ts'

/** What of a label is words (S0-53): name, dimension, meaning, colour. */
export const wordFields = (dimensions: string[], tier?: Tier): FieldSpec[] => [
  { kind: 'text', name: 'name', label: '标签名称', required: true, maxLength: 20, value: tier?.name, placeholder: '例如 重点培育客户' },
  {
    kind: 'combobox',
    name: 'dimension',
    label: '分层维度',
    required: true,
    maxLength: 20,
    value: tier?.dimension,
    list: dimensions,
    help: '可以自定义，例如 行业贡献度、流失风险',
  },
  { kind: 'text', name: 'meaning', label: '含义', maxLength: 200, value: tier?.meaning, help: '一句话说明，客户档案上会显示', wide: true },
  {
    kind: 'select',
    name: 'tone',
    label: '颜色',
    value: tier?.tone ?? 'plain',
    options: Object.entries(toneLabels).map(([value, label]) => ({ value, label })),
  },
]

export const dimensionsOf = (me: Grant<'tier.read'>) => [...new Set(listTiers(me).map(({ dimension }) => dimension))]

/** Which label wins where two shut each other out. */
export const decisionFields = (tier?: Tier, priority = 1): FieldSpec[] => [
  {
    kind: 'number',
    name: 'priority',
    label: '优先顺序',
    required: true,
    value: tier?.priority ?? priority,
    min: 1,
    max: 99,
    help: '1 最优先；列表和档案按它排列',
  },
  {
    kind: 'text',
    name: 'exclusive',
    label: '互斥组',
    maxLength: 20,
    value: tier?.exclusive,
    help: '同一组的标签，每位客户只保留优先的一个；留空表示可以与其他标签并存',
  },
]

/** The bar of a rule by points. */
export const pointsField = (atLeast = 60): FieldSpec => ({
  kind: 'number',
  name: 'atLeast',
  label: '达标分数',
  required: true,
  value: atLeast,
  min: 1,
  max: 1000,
  unit: '分',
  help: '满足的各行分数相加，达到这个分数就给标签',
})

/** What lines may be made of. */
export const offerNow = (): Offer => ({
  fields: fields.map(({ key, label, unit, window, choices }) => ({ key, label, unit, window, choices })),
  sources: sourcesNow(),
})
