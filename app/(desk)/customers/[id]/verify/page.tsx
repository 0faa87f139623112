import { ActionButton } from '#components/ui/action-button'
import { DataTable } from '#components/ui/data-table'
import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { findArchive } from '#lib/customers/queries-archive'
import { can, grant } from '#lib/kernel/grant'
import { today } from '#lib/kernel/time'
import { type Fact, factLabels, isFaded, isTold, type Stamp, viaLabels } from '#lib/truth/model'
import { listStamps, listVerifications } from '#lib/truth/queries'
import { allow, idIn, orNotFound } from '../../../../_web/allow.ts'
import { check, verify } from './actions.ts'

export const metadata = { title: '核验' }

const MOST = 100

export default async function VerifyPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await allow('customer.verify')
  const id = await idIn(params)
  const reading = grant(me.actor, 'customer.read')
  const archive = orNotFound(me, () => findArchive(reading, id))
  const stamps = listStamps(reading, id)
  const told = (Object.keys(factLabels) as Fact[]).filter((fact) => isTold(archive, fact))
  return (
    <>
      <PageHeader
        title="核验"
        sub={archive.number}
        trail={[
          { href: '/customers', label: '客户' },
          { href: `/customers/${id}`, label: archive.name },
        ]}
      >
        {can(me.actor, 'customer.check') && (
          <ActionButton action={check} values={{ id }} title="资料都对，没有需要修改的">
            已核对，无变化
          </ActionButton>
        )}
      </PageHeader>
      <Section title="登记核验">
        <Form
          action={verify}
          id="verify"
          submit="保存核验"
          cancel={{ href: `/customers/${id}` }}
          fields={[
            { kind: 'hidden', name: 'id', value: id },
            {
              kind: 'checkboxes',
              name: 'facts',
              label: '核验项目',
              required: true,
              options: told.map((value) => ({ value, label: labelWith(value, stamps) })),
              help: '勾选这次核对过的；资料改动后，对应的核验自动作废',
            },
            {
              kind: 'radio',
              name: 'via',
              label: '核验来源',
              required: true,
              options: Object.entries(viaLabels).map(([value, label]) => ({ value, label })),
            },
            { kind: 'date', name: 'verifiedOn', label: '核验日期', required: true, value: today(), max: today() },
            ...(archive.status === 'unverified'
              ? [{ kind: 'checkbox' as const, name: 'settled', label: '资料已核实，档案状态由「待核验」改为「正常」', on: 'on' }]
              : []),
          ]}
        />
      </Section>
      <Section title="核验记录">
        <DataTable
          caption="核验记录"
          columns={[
            { key: 'fact', label: '项目', name: true },
            { key: 'on', label: '核验日期', tag: true },
            { key: 'via', label: '来源', tag: true },
            { key: 'by', label: '核验人', tag: true },
            { key: 'state', label: '状态' },
          ]}
          rows={listVerifications(reading, id, MOST).map((one) => ({
            id: one.id,
            cells: {
              fact: factLabels[one.fact],
              on: one.verifiedOn,
              via: viaLabels[one.via],
              by: one.by ?? '-',
              state: stateOf(one.isVoid, one.verifiedOn),
            },
          }))}
          empty={{ title: '还没有核验过', text: '通过官网、天眼查或电话核对后，在上面登记。' }}
        />
      </Section>
    </>
  )
}

function labelWith(fact: Fact, stamps: Stamp[]): string {
  const stamp = stamps.find((one) => one.fact === fact)
  return stamp ? `${factLabels[fact]}（${isFaded(stamp.verifiedOn, today()) ? '已过期' : '已核验'} ${stamp.verifiedOn}）` : factLabels[fact]
}

function stateOf(isVoid: boolean, verifiedOn: string) {
  if (isVoid) return { text: '已作废或更新', badge: 'plain' as const }
  return isFaded(verifiedOn, today()) ? { text: '已过期', badge: 'warn' as const } : { text: '有效', badge: 'good' as const }
}
