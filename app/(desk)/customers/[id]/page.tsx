import { ContactList } from '#components/contacts/contact-list'
import { ArchiveFacts } from '#components/customers/archive-facts'
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
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { Still } from '#components/ui/still'
import { levelLabels } from '#lib/customers/model'
import { countReveals, type findArchive } from '#lib/customers/queries-archive'
import { openOf } from '#lib/handovers/queries-book'
import { grant } from '#lib/kernel/grant'
import { instantOf, now, today } from '#lib/kernel/time'
import { repairOf } from '#lib/repairs/queries'
import { seesReveals } from '#lib/reveals/queries'
import { mayWith } from '#lib/sharing/queries'
import { listCustomerTodos } from '#lib/todos/queries'
import { listStamps } from '#lib/truth/queries'
import { allow } from '../../../_web/allow.ts'
import { keepPage } from '../../../_web/keep.ts'
import { oneOf, type SearchParams, wholeIn } from '../../../_web/query.ts'
import { attachedTo } from './attached.ts'
import { Deeds } from './deeds.tsx'
import { Goods } from './goods.tsx'
import { Labels } from './labels.tsx'
import { archiveAt, mergesOf } from './merged.ts'
import { kinds, Past, pastOf, STEP } from './past.tsx'
import { pictureOf } from './picture.ts'
import { Shared } from './shared.tsx'
import { Strategies } from './strategies.tsx'
import { Suggestions } from './suggestions.tsx'
import { Surveys } from './surveys.tsx'
import { Tickets } from './tickets.tsx'

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props) {
  return { title: (await archiveAt(params)).name }
}

export default async function CustomerPage({ params, searchParams }: Props) {
  const me = await allow('customer.read')
  const archive = await archiveAt(params)
  const { id } = archive
  const { done, show, more } = await searchParams
  const may = mayWith(me, id)
  const past = pastOf(me, id, { kind: oneOf(show, kinds), limit: Math.min(wholeIn(more) ?? STEP, 1000), may })
  const todos = may('todo.read') ? listCustomerTodos(grant(me.actor, 'todo.read'), id) : []
  const repair = repairOf(me, id)
  const picture = pictureOf(me, archive, may)
  const attached = attachedTo(me, id, past.followUps)
  const seen = countReveals(me, id, instantOf(`${today().slice(0, 7)}-01`))
  // What was revealed is seen for ten minutes, not a second longer.
  if (![archive, ...picture.contacts].some(({ revealed }) => Object.keys(revealed).length > 0)) await keepPage()
  return (
    <Still>
      <PageHeader
        title={archive.name}
        sub={archive.number}
        trail={[{ href: '/customers', label: '客户' }]}
        badges={badgesOf(archive, repair !== undefined)}
      >
        <Deeds archive={archive} may={may} />
      </PageHeader>
      <Labels me={me} id={id} />
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
          <Goods me={me} customer={archive} may={may} />
          <Tickets me={me} id={id} />
          <Strategies me={me} id={id} may={may} />
          <Surveys me={me} id={id} />
          <Suggestions me={me} id={id} />
          <Shared me={me} id={id} may={may} />
          {attached && <LatestFiles customerId={id} files={attached.latest} count={attached.count} mayAttach={attached.mayAttach} />}
        </aside>
        <div>
          <CustomerTodos todos={todos} at={now()} customerId={id} mayAdd={may('todo.create')} />
          <Past id={id} past={past} attached={attached} may={may} />
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
