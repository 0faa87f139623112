import { ActionButton } from '#components/ui/action-button'
import { Form } from '#components/ui/form'
import { Notice } from '#components/ui/notice'
import { Section } from '#components/ui/section'
import type { Grant } from '#lib/kernel/grant'
import { addDays, today } from '#lib/kernel/time'
import { listTierNames } from '#lib/tiers/list'
import { overridesOf } from '#lib/tiers/queries-held'
import { decide, takeBack } from './actions.ts'

const SEASON = 90

type DecidedProps = { me: Grant<'tier.read'>; id: number; mayDecide: boolean; asked: number | undefined }

/** What was decided by hand about a customer's labels, and the form for it (I-11). */
export function Decided({ me, id, mayDecide, asked }: DecidedProps) {
  const overrides = overridesOf(me, id)
  return (
    <Section id="by-hand" title="人工设定" sub="自动判定不合适时，可以给予或不给某个标签，到期后恢复按规则判定">
      {overrides.length === 0 && <p className="none mb-2">没有人工设定</p>}
      {overrides.map((one) => (
        <Notice
          key={one.id}
          tone="warn"
          title={`${one.has ? '给予' : '不给'}「${one.tier}」，至 ${one.until}`}
          deeds={
            mayDecide ? (
              <ActionButton
                action={takeBack}
                values={{ id: one.id, customerId: id }}
                confirm={`撤销对「${one.tier}」的人工设定？标签立即恢复按规则判定。`}
              >
                撤销设定
              </ActionButton>
            ) : undefined
          }
        >
          {`原因：${one.reason}（${one.by ?? '系统'}）`}
        </Notice>
      ))}
      {mayDecide ? <DecideForm id={id} asked={asked} /> : <p className="text-ink-2">对自动判定有异议时，请联系销售主管或管理员设定。</p>}
    </Section>
  )
}

function DecideForm({ id, asked }: { id: number; asked: number | undefined }) {
  const tiers = listTierNames().filter(({ isRest, active }) => active && !isRest)
  return (
    <Form
      id="decide"
      action={decide}
      columns={2}
      submit="保存设定"
      variant="plain"
      fields={[
        { kind: 'hidden', name: 'customerId', value: id },
        {
          kind: 'select',
          name: 'tierId',
          label: '分层标签',
          required: true,
          value: asked,
          options: tiers.map((tier) => ({ value: tier.id, label: tier.name })),
        },
        {
          kind: 'radio',
          name: 'has',
          label: '设定',
          required: true,
          value: 'true',
          options: [
            { value: 'true', label: '给予' },
            { value: 'false', label: '不给' },
          ],
        },
        { kind: 'text', name: 'reason', label: '原因', required: true, maxLength: 200, wide: true },
        {
          kind: 'date',
          name: 'until',
          label: '截止日期',
          required: true,
          value: addDays(today(), SEASON),
          min: today(),
          max: addDays(today(), 366),
          help: '最长一年，当天仍有效',
        },
      ]}
    />
  )
}
