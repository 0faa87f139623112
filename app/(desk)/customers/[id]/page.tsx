import { ContactList } from '#components/contacts/contact-list'
import { ArchiveFacts } from '#components/customers/archive-facts'
import { Story } from '#components/customers/story'
import { Done } from '#components/done'
import { MergedNotice } from '#components/duplicates/merged-notice'
import { LatestFiles } from '#components/files/latest-files'
import { CustomerTodos } from '#components/followups/customer-todos'
import { HandoverNotice } from '#components/handovers/handover-notice'
import { Completeness } from '#components/profiles/completeness'
import { CompositeTag } from '#components/profiles/composite-tag'
import { CooperationFacts } from '#components/profiles/cooperation-facts'
import { ProfileFacts } from '#components/profiles/profile-facts'
import { RepairNotice } from '#components/repairs/repair-notice'
import { Seen } from '#components/truth/seen'
import { ActionButton } from '#components/ui/action-button'
import { LinkButton } from '#components/ui/button'
import { Menu } from '#components/ui/menu'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { Still } from '#components/ui/still'
import { Tabs } from '#components/ui/tabs'
import { listHistory } from '#lib/audit/queries'
import { listChanges } from '#lib/changes/queries'
import { levelLabels } from '#lib/customers/model'
import { countReveals, type findArchive } from '#lib/customers/queries'
import { countStory, listCustomerFollowUps, listCustomerPurchases } from '#lib/followups/queries'
import { openOf } from '#lib/handovers/queries'
import { grant } from '#lib/kernel/grant'
import { instantOf, now, today } from '#lib/kernel/time'
import { readRules } from '#lib/pool/queries'
import { repairOf } from '#lib/repairs/queries'
import { seesReveals } from '#lib/reveals/queries'
import { mayWith } from '#lib/sharing/queries'
import { listCustomerTodos } from '#lib/todos/queries'
import { listStamps } from '#lib/truth/queries'
import { allow } from '../../../_web/allow.ts'
import { oneOf, type SearchParams, wholeIn } from '../../../_web/query.ts'
import { remove } from '../actions.ts'
import { attachedTo } from './attached.ts'
import { archiveAt, mergesOf } from './merged.ts'
import { pictureOf } from './picture.ts'
import { Shared } from './shared.tsx'
import { Tickets } from './tickets.tsx'

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams }

const kinds = ['follow-ups', 'purchases', 'changes'] as const
const STEP = 30

export async function generateMetadata({ params }: Props) {
  return { title: (await archiveAt(params)).name }
}

export default async function CustomerPage({ params, searchParams }: Props) {
  const me = await allow('customer.read')
  const archive = await archiveAt(params)
  const { id } = archive
  const { done, show, more } = await searchParams
  const kind = oneOf(show, kinds)
  const limit = Math.min(wholeIn(more) ?? STEP, 1000)
  const counts = countStory(me, id)
  const may = mayWith(me, id)
  const followUps = !kind || kind === 'follow-ups' ? listCustomerFollowUps(me, id, limit) : []
  const purchases =
    (!kind || kind === 'purchases') && may('purchase.read') ? listCustomerPurchases(grant(me.actor, 'purchase.read'), id, limit) : []
  const history = !kind || kind === 'changes' ? listHistory(me, id, limit) : []
  const todos = may('todo.read') ? listCustomerTodos(grant(me.actor, 'todo.read'), id) : []
  const repair = repairOf(me, id)
  const picture = pictureOf(me, archive, may)
  const attached = attachedTo(me, id, followUps)
  const seen = countReveals(me, id, instantOf(`${today().slice(0, 7)}-01`))
  const mayRelease = may('customer.release') && archive.ownerId !== null && readRules().isOn
  const hasMenu = may('customer.assign') || may('customer.delete') || mayRelease
  return (
    <Still>
      <PageHeader
        title={archive.name}
        sub={archive.number}
        trail={[{ href: '/customers', label: '客户' }]}
        badges={badgesOf(archive, repair !== undefined)}
      >
        {!hasMenu && may('todo.create') && <LinkButton href={`/customers/${id}/todo`}>新增待办</LinkButton>}
        {hasMenu && (
          <Menu label="更多">
            {may('customer.assign') && <a href={`/customers/${id}/assign`}>更换负责人</a>}
            {may('todo.create') && <a href={`/customers/${id}/todo`}>新增待办</a>}
            {mayRelease && <a href={`/pool/release/${id}`}>放入公海</a>}
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
      <MergedNotice {...mergesOf(me, id)} />
      <RepairNotice repair={repair} mayReadTicket={may('ticket.read')} />
      <HandoverNotice customerId={id} book={openOf(me, id)} />
      <div className="archive">
        <aside>
          <Section
            id="facts"
            title="档案"
            sub={seen > 0 ? <Seen id={id} count={seen} mayRead={seesReveals(me.actor, id)} /> : undefined}
            deeds={
              <>
                {may('customer.verify') && <a href={`/customers/${id}/verify`}>核验</a>}
                <a href="#facts">全部资料</a>
              </>
            }
          >
            <ArchiveFacts archive={archive} mayReveal={may('customer.reveal')} stamps={listStamps(me, id)} day={today()} />
          </Section>
          {may('contact.read') && <ContactList contacts={picture.contacts} customerId={id} mayAdd={may('contact.create')} />}
          <Section title="数字画像" deeds={<a href={`/customers/${id}/profile`}>{may('profile.edit') ? '填写' : '查看'}</a>}>
            <div className="picture">
              <CompositeTag parts={picture.parts} />
              <Completeness {...picture.completeness} ways={picture.ways} most={3} />
              <ProfileFacts profile={picture.profile} />
            </div>
          </Section>
          {(picture.cooperation || picture.satisfaction) && (
            <Section title="合作历史">
              <CooperationFacts {...picture} day={today()} />
            </Section>
          )}
          <Shared me={me} id={id} may={may} />
          <Tickets me={me} id={id} />
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
            events={!kind || kind === 'changes' ? listChanges(me, id, limit) : []}
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
      <Done word={done} />
    </Still>
  )
}

function badgesOf({ level, potential, demo }: ReturnType<typeof findArchive>, repairing: boolean) {
  return [
    { text: levelLabels[level], tone: level === 'normal' ? ('plain' as const) : ('accent' as const) },
    ...(potential ? [{ text: `${potential} 类` }] : []),
    ...(repairing ? [{ text: '修复期', tone: 'warn' as const }] : []),
    ...(demo ? [{ text: '示例' }] : []),
  ]
}
