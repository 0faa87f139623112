import { ContactList } from '#components/contacts/contact-list'
import { ArchiveFacts } from '#components/customers/archive-facts'
import { RevealForm, revealWords } from '#components/customers/reveal-form'
import { Story } from '#components/customers/story'
import { Done } from '#components/done'
import { LatestFiles } from '#components/files/latest-files'
import { CustomerTodos } from '#components/followups/customer-todos'
import { Completeness } from '#components/profiles/completeness'
import { CompositeTag } from '#components/profiles/composite-tag'
import { CooperationFacts } from '#components/profiles/cooperation-facts'
import { ProfileFacts } from '#components/profiles/profile-facts'
import { LinkButton } from '#components/ui/button'
import { Dialog } from '#components/ui/dialog'
import { ActionButton } from '#components/ui/form'
import { Menu } from '#components/ui/menu'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { Tabs } from '#components/ui/tabs'
import { listHistory } from '#lib/audit/queries'
import { levelLabels } from '#lib/customers/model'
import { countReveals, findArchive, type RevealField } from '#lib/customers/queries'
import { countStory, listCustomerFollowUps, listCustomerPurchases } from '#lib/followups/queries'
import { can, grant } from '#lib/kernel/grant'
import { instantOf, now, today } from '#lib/kernel/time'
import { listCustomerTodos } from '#lib/todos/queries'
import { allow, idIn, orNotFound } from '../../../_web/allow.ts'
import { oneOf, type SearchParams, wholeIn } from '../../../_web/query.ts'
import { remove, reveal } from '../actions.ts'
import { attachedTo } from './attached.ts'
import { pictureOf } from './picture.ts'

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams }

const kinds = ['follow-ups', 'purchases', 'changes'] as const
const STEP = 30

export async function generateMetadata({ params }: Props) {
  const me = await allow('customer.read')
  const id = await idIn(params)
  return { title: orNotFound(me, () => findArchive(me, id)).name }
}

export default async function CustomerPage({ params, searchParams }: Props) {
  const me = await allow('customer.read')
  const id = await idIn(params)
  const archive = orNotFound(me, () => findArchive(me, id))
  const { done, show, more } = await searchParams
  const kind = oneOf(show, kinds)
  const limit = Math.min(wholeIn(more) ?? STEP, 1000)
  const counts = countStory(me, id)
  const may = (permission: Parameters<typeof can>[1]) => can(me.actor, permission)
  const followUps = !kind || kind === 'follow-ups' ? listCustomerFollowUps(me, id, limit) : []
  const purchases =
    (!kind || kind === 'purchases') && may('purchase.read') ? listCustomerPurchases(grant(me.actor, 'purchase.read'), id, limit) : []
  const history = !kind || kind === 'changes' ? listHistory(me, id, limit) : []
  const todos = may('todo.read') ? listCustomerTodos(grant(me.actor, 'todo.read'), id) : []
  const picture = pictureOf(me, archive)
  const attached = attachedTo(me, id, followUps)
  const seen = countReveals(me, id, instantOf(`${today().slice(0, 7)}-01`))
  const hasMenu = may('customer.assign') || may('customer.delete')
  const secrets = (Object.keys(revealWords) as RevealField[]).filter((field) => archive.revealed[field] === undefined)
  return (
    <>
      <PageHeader title={archive.name} sub={archive.number} trail={[{ href: '/customers', label: '客户' }]} badges={badgesOf(archive)}>
        {!hasMenu && may('todo.create') && <LinkButton href={`/customers/${id}/todo`}>新增待办</LinkButton>}
        {hasMenu && (
          <Menu label="更多">
            {may('customer.assign') && <a href={`/customers/${id}/assign`}>更换负责人</a>}
            {may('todo.create') && <a href={`/customers/${id}/todo`}>新增待办</a>}
            {may('customer.delete') && (
              <ActionButton
                action={remove}
                values={{ id, version: archive.version }}
                variant="danger"
                confirm={`把客户「${archive.name}」移入回收站？30 天内可以恢复，之后连同跟进、待办、附件等记录彻底删除。`}
                yes="移入回收站"
              >
                移入回收站
              </ActionButton>
            )}
          </Menu>
        )}
        {(may('customer.edit') || may('customer.editContact')) && <LinkButton href={`/customers/${id}/edit`}>编辑客户</LinkButton>}
        {may('followUp.create') && (
          <LinkButton href={`/customers/${id}/follow-up`} variant="first">
            新增跟进
          </LinkButton>
        )}
      </PageHeader>
      <div className="archive">
        <aside>
          <Section
            id="facts"
            title="档案"
            sub={seen > 0 ? `本月被查看完整信息 ${seen} 次` : undefined}
            deeds={<a href="#facts">全部资料</a>}
          >
            <ArchiveFacts archive={archive} mayReveal={may('customer.reveal')} />
          </Section>
          {may('contact.read') && <ContactList contacts={picture.contacts} customerId={id} mayAdd={may('contact.create')} />}
          <Section title="数字画像" deeds={<a href={`/customers/${id}/profile`}>{may('profile.edit') ? '填写' : '查看'}</a>}>
            <div className="picture">
              <CompositeTag parts={picture.parts} />
              <Completeness {...picture.completeness} ways={picture.ways} most={3} />
              <ProfileFacts profile={picture.profile} />
            </div>
          </Section>
          {picture.cooperation && (
            <Section title="合作历史">
              <CooperationFacts cooperation={picture.cooperation} day={today()} />
            </Section>
          )}
          {attached && <LatestFiles customerId={id} files={attached.latest} count={attached.count} mayAttach={attached.mayAttach} />}
        </aside>
        <div>
          <CustomerTodos todos={todos} at={now()} customerId={id} mayAdd={may('todo.create')} />
          <Tabs
            label="往来"
            tabs={[
              { href: `/customers/${id}`, label: '全部', current: !kind },
              { href: `/customers/${id}?show=follow-ups`, label: '跟进', count: counts.followUps, current: kind === 'follow-ups' },
              { href: `/customers/${id}?show=purchases`, label: '采购', count: counts.purchases, current: kind === 'purchases' },
              ...(attached ? [{ href: `/customers/${id}/files`, label: '附件', count: attached.count }] : []),
              { href: `/customers/${id}?show=changes`, label: '变更', current: kind === 'changes' },
            ]}
          />
          <Story
            followUps={followUps}
            purchases={purchases}
            history={history}
            at={now()}
            limit={limit}
            id={id}
            attached={attached}
            show={kind}
            may={{ follow: may('followUp.create'), import: may('import.create') }}
          />
          {followUps.length + purchases.length + history.length > limit && (
            <p>
              <a
                className="btn"
                href={`/customers/${id}?${new URLSearchParams({ ...(kind && { show: kind }), more: String(limit + STEP) })}`}
              >
                显示更早的记录
              </a>
            </p>
          )}
        </div>
      </div>
      {may('customer.reveal') &&
        secrets.map((field) => (
          <Dialog key={field} id={`reveal-${field}`} title={`查看${revealWords[field]}`}>
            <RevealForm action={reveal} id={id} field={field} />
          </Dialog>
        ))}
      <Done word={done} />
    </>
  )
}

function badgesOf({ level, potential, demo }: ReturnType<typeof findArchive>) {
  return [
    { text: levelLabels[level], tone: level === 'normal' ? ('plain' as const) : ('accent' as const) },
    ...(potential ? [{ text: `${potential} 类` }] : []),
    ...(demo ? [{ text: '示例' }] : []),
  ]
}
