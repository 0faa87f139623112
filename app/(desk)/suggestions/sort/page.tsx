import { ChosenSuggestions } from '#components/suggestions/chosen'
import { Form } from '#components/ui/form'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { listOf } from '#components/ui/place'
import { Section } from '#components/ui/section'
import { can } from '#lib/kernel/grant'
import { ideaStatusLabels } from '#lib/suggestions/labels'
import { rowsOf } from '#lib/suggestions/list'
import { isOver, MOST_AT_ONCE, MOST_TITLE } from '#lib/suggestions/model'
import { listForSorting, listIdeaChoices } from '#lib/suggestions/queries'
import { listColleagues } from '#lib/users/queries'
import { allow, orNotFound } from '../../../_web/allow.ts'
import { oneOf, type SearchParams, wholeIn } from '../../../_web/query.ts'
import { createOne, sort } from '../actions.ts'

export const metadata = { title: '整理建议' }

const ways = ['idea', 'dropped', 'open'] as const
const titles = { idea: '归入改进事项', dropped: '标为不是建议', open: '退回待整理' }
const TRAIL = [{ href: '/suggestions', label: '建议' }]

export default async function SortPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('suggestion.sort')
  const query = await searchParams
  const to = oneOf(query.to, ways) ?? 'idea'
  const ids = [...new Set(listOf(query.ids).flatMap((one) => wholeIn(one) ?? []))]
  if (ids.length > MOST_AT_ONCE) return <TooMany title={titles[to]} />
  const rows = ids.length === 0 ? [] : rowsOf(orNotFound(me, () => listForSorting(me, ids)).map(({ id }) => id))
  const hidden = ids.map((id) => <input key={id} type="hidden" name="ids" value={id} />)
  const isNew = rows.length === 0 && to === 'idea'
  return (
    <>
      <PageHeader title={isNew ? '新建改进事项' : titles[to]} trail={TRAIL} />
      {rows.length > 0 && <ChosenSuggestions rows={rows} />}
      {rows.length === 0 && to !== 'idea' && <Notice title="没有选中建议">请在列表里勾选后再操作。</Notice>}
      {rows.length > 0 && to !== 'idea' && (
        <Form
          action={sort}
          id="sort"
          submit={`${titles[to]}（${rows.length} 条）`}
          cancel={{ href: '/suggestions' }}
          fields={[{ kind: 'hidden', name: 'to', value: to }]}
        >
          {hidden}
        </Form>
      )}
      {rows.length > 0 && to === 'idea' && <Join>{hidden}</Join>}
      {to === 'idea' && can(me.actor, 'idea.create') && (
        <Section title={rows.length > 0 ? '或者新建改进事项' : '改进事项'}>
          <Form
            action={createOne}
            id="create"
            columns={2}
            submit={rows.length > 0 ? '新建并归入' : '新建'}
            variant={isNew ? 'first' : 'plain'}
            cancel={{ href: '/suggestions' }}
            guard
            fields={[
              {
                kind: 'text',
                name: 'title',
                label: '改进事项',
                required: true,
                maxLength: MOST_TITLE,
                help: '用一句话说客户要什么，例如 交期太长',
                autoFocus: isNew,
              },
              {
                kind: 'select',
                name: 'responsibleId',
                label: '负责人（选填）',
                blank: '暂不指定',
                options: listColleagues().map((u) => ({ value: u.id, label: u.department ? `${u.name}（${u.department}）` : u.name })),
              },
            ]}
          >
            {hidden}
          </Form>
        </Section>
      )}
    </>
  )
}

function Join({ children }: { children: React.ReactNode }) {
  const ideas = listIdeaChoices()
  if (ideas.length === 0) return null
  const groups = [
    { label: '进行中', options: ideas.filter(({ status }) => !isOver(status)) },
    { label: '已有结果', options: ideas.filter(({ status }) => isOver(status)) },
  ].filter(({ options }) => options.length > 0)
  return (
    <Section title="归入已有的改进事项">
      <Form
        action={sort}
        id="join"
        submit="归入"
        cancel={{ href: '/suggestions' }}
        fields={[
          { kind: 'hidden', name: 'to', value: 'idea' },
          {
            kind: 'select',
            name: 'ideaId',
            label: '改进事项',
            required: true,
            options: groups.map(({ label, options }) => ({
              label,
              options: options.map(({ id, title, status }) => ({ value: id, label: `${title}（${ideaStatusLabels[status]}）` })),
            })),
            help: '归入已落地的事项时，随即为这些客户生成告知待办',
          },
        ]}
      >
        {children}
      </Form>
    </Section>
  )
}

const TooMany = ({ title }: { title: string }) => (
  <>
    <PageHeader title={title} trail={TRAIL} />
    <Notice tone="warn" title={`一次最多处理 ${MOST_AT_ONCE} 条`}>
      请分几次处理。
    </Notice>
  </>
)
