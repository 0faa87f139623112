import { Facts } from '#components/ui/facts'
import { type FieldSpec, Form } from '#components/ui/form'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { MOST_AT_ONCE } from '#lib/customers/bulk'
import { listNames } from '#lib/customers/list'
import { levelLabels } from '#lib/customers/model'
import { grant, type User } from '#lib/kernel/grant'
import { listReached } from '#lib/users/queries'
import { allow, permit } from '../../../_web/allow.ts'
import { oneOf, type SearchParams } from '../../../_web/query.ts'
import { assignAll, deleteAll, levelAll, tagAll } from './actions.ts'
import { type Deed, deeds, idsFor, permissionOf, questionIn, questionInWords } from './which.ts'

export const metadata = { title: '批量处理' }

const NAMED = 10
const titles: Record<Deed, string> = { assign: '更换负责人', level: '设置客户等级', tag: '添加需求标签', delete: '移入回收站' }
const actions = { assign: assignAll, level: levelAll, tag: tagAll, delete: deleteAll }

export default async function BulkPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('customer.read')
  const { deed: asked, ids: ticked, all, query: raw } = await searchParams
  const deed = oneOf(asked, deeds) ?? 'assign'
  const user = me.actor as User
  permit(user, permissionOf[deed])
  const query = questionIn(raw)
  const isAll = all === '1'
  const ids = idsFor(user, deed, { ids: ticked, all, query })
  const back = query ? `/customers?${query}` : '/customers'
  const count = ids.length.toLocaleString('en-US')
  return (
    <>
      <PageHeader
        title={titles[deed]}
        sub={`${ids.length > MOST_AT_ONCE ? `超过 ${MOST_AT_ONCE.toLocaleString('en-US')}` : count} 位客户`}
        trail={[{ href: back, label: '客户' }]}
      />
      {ids.length === 0 || ids.length > MOST_AT_ONCE ? (
        <Notice
          tone="warn"
          title={ids.length === 0 ? '没有选中客户' : `一次最多处理 ${MOST_AT_ONCE.toLocaleString('en-US')} 位`}
          deeds={
            <a className="btn" href={back}>
              返回列表
            </a>
          }
        >
          {ids.length === 0 ? '请在列表中勾选客户后再操作。' : '请增加筛选条件，分几次处理。'}
        </Notice>
      ) : (
        <>
          <Section title="范围">
            <Facts
              facts={[
                {
                  label: isAll ? '筛选条件' : '客户',
                  value: isAll ? questionInWords(me, query) : namesOf(listNames(me, ids.slice(0, NAMED)), ids.length),
                },
                { label: '规则', value: '其中有一位不在你的范围内，就一位都不修改；每位客户各留一条日志' },
              ]}
            />
          </Section>
          <Form
            action={actions[deed]}
            id="bulk"
            submit={deed === 'delete' ? `把 ${count} 位客户移入回收站` : `${titles[deed]}（${count} 位）`}
            variant={deed === 'delete' ? 'danger' : 'first'}
            cancel={{ href: back }}
            fields={[
              ...fieldsFor(deed, user),
              { kind: 'hidden', name: 'expected', value: ids.length },
              { kind: 'hidden', name: 'query', value: query },
              ...(isAll ? [{ kind: 'hidden' as const, name: 'all', value: '1' }] : []),
            ]}
          >
            {!isAll && ids.map((id) => <input key={id} type="hidden" name="ids" value={id} />)}
          </Form>
        </>
      )}
    </>
  )
}

function fieldsFor(deed: Deed, user: User): FieldSpec[] {
  if (deed === 'assign')
    return [
      {
        kind: 'select',
        name: 'ownerId',
        label: '新负责人',
        required: true,
        options: listReached(grant(user, 'customer.assign')).map(({ id, name }) => ({ value: id, label: name })),
        help: '每位原负责人生成一份交接书，由新负责人逐项确认；他们为这些客户留下的未完成待办一并移交',
      },
      { kind: 'text', name: 'reason', label: '交接原因（选填）', maxLength: 100 },
    ]
  if (deed === 'level')
    return [
      {
        kind: 'select',
        name: 'level',
        label: '客户等级',
        required: true,
        options: Object.entries(levelLabels).map(([value, label]) => ({ value, label })),
      },
    ]
  return deed === 'tag'
    ? [{ kind: 'text', name: 'tag', label: '需求标签', required: true, maxLength: 20, help: '例如 产能扩张需求；已有的标签保留' }]
    : []
}

const namesOf = (names: string[], count: number) => `${names.join('、')}${count > names.length ? ` 等 ${count} 位` : ''}`
