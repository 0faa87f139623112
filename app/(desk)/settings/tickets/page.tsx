import { Done } from '#components/done'
import { ruleFields } from '#components/tickets/rule-fields'
import { RuleTable } from '#components/tickets/rule-table'
import { TextList, textFields } from '#components/tickets/text-list'
import { LinkButton } from '#components/ui/button'
import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { listDepartments } from '#lib/departments/queries'
import { can } from '#lib/kernel/grant'
import { listReceivers, listRules, listTexts, listTypes } from '#lib/tickets/queries-rules'
import { allow } from '../../../_web/allow.ts'
import { type SearchParams, wholeIn } from '../../../_web/query.ts'
import { addText, addType, dropText, saveText, saveType } from './actions.ts'

export const metadata = { title: '工单分派与答复' }

const PATH = '/settings/tickets'

export default async function TicketSettingsPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('ticketText.edit')
  const query = await searchParams
  const rules = listRules()
  const texts = listTexts(undefined, undefined)
  const mayEdit = can(me.actor, 'ticketType.edit')
  const rule = mayEdit ? rules.find(({ id }) => id === wholeIn(query.type)) : undefined
  const text = texts.find(({ id }) => id === wholeIn(query.text))
  const choices = { departments: listDepartments(), receivers: listReceivers() }
  const trail = can(me.actor, 'settings.read') ? { href: '/settings', label: '设置' } : { href: '/tickets', label: '工单' }
  return (
    <>
      <PageHeader title="工单分派与答复" trail={[trail]} sub="新工单按投诉类型交给部门和处理人">
        {can(me.actor, 'sla.read') && <LinkButton href="/settings/sla">服务时限</LinkButton>}
      </PageHeader>
      {rule && (
        <Section title={`修改：${rule.name}`} id="edit">
          <Form
            key={rule.id}
            action={saveType}
            id="type"
            columns={2}
            submit="保存"
            cancel={{ href: PATH }}
            fields={[
              { kind: 'hidden', name: 'id', value: rule.id },
              { kind: 'hidden', name: 'version', value: rule.version },
              ...ruleFields(choices, rule),
            ]}
          />
        </Section>
      )}
      <Section title="投诉类型与分派">
        <RuleTable rules={rules} mayEdit={mayEdit} />
      </Section>
      {can(me.actor, 'ticketType.create') && !rule && (
        <Section title="新增类型">
          <Form action={addType} id="new-type" columns={2} submit="新增类型" fields={ruleFields(choices)} />
        </Section>
      )}
      <Section title="标准答复与资料" id="texts" sub="处理工单时可以直接填入">
        <TextList texts={texts} drop={dropText} />
      </Section>
      <Section title={text ? `修改：${text.title}` : '新增答复或资料'} id="text">
        <Form
          key={text?.id ?? 0}
          action={text ? saveText : addText}
          id="text-form"
          submit={text ? '保存' : '新增'}
          cancel={text ? { href: PATH } : undefined}
          fields={[
            ...(text
              ? [
                  { kind: 'hidden' as const, name: 'id', value: text.id },
                  { kind: 'hidden' as const, name: 'version', value: text.version },
                ]
              : []),
            ...textFields(listTypes(), text),
          ]}
        />
      </Section>
      <Done word={query.done} />
    </>
  )
}
