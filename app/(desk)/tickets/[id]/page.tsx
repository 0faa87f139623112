import { Done } from '#components/done'
import { Emphasis } from '#components/profiles/emphasis'
import { AskScore } from '#components/scores/ask-score'
import { TicketCustomer } from '#components/tickets/customer-facts'
import { EarlierService } from '#components/tickets/earlier-service'
import { NextStep } from '#components/tickets/next-step'
import { TicketFacts } from '#components/tickets/ticket-facts'
import { Scores, TicketStory } from '#components/tickets/ticket-story'
import { statusTones } from '#components/tickets/ticket-table'
import { LinkButton } from '#components/ui/button'
import { Menu } from '#components/ui/menu'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { can, type Grant } from '#lib/kernel/grant'
import { now } from '#lib/kernel/time'
import { categoryOf } from '#lib/profiles/queries'
import { findLastLink } from '#lib/scores/queries'
import { statusLabels } from '#lib/tickets/labels'
import { allows, isOpen, type Ticket } from '#lib/tickets/model'
import { reaches } from '#lib/tickets/queries'
import { listEarlierService } from '#lib/tickets/queries-of-customer'
import { findTicketPage, type TicketPage as Page } from '#lib/tickets/queries-page'
import { listTexts } from '#lib/tickets/queries-rules'
import { listEntries, listScores } from '#lib/tickets/queries-story'
import { lightOf } from '#lib/tickets/words'
import { allow, idIn, orNotFound } from '../../../_web/allow.ts'
import { oneOf, type SearchParams, wholeIn } from '../../../_web/query.ts'
import { makeScoreLink } from '../actions.ts'
import { choicesFor, formActions, mayMove } from './choices.ts'
import { Clock } from './clock.tsx'
import { TicketFiles } from './files.tsx'
import { mayNote, TicketSuggestion } from './suggestion.tsx'

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props) {
  const me = await allow('ticket.read')
  const id = await idIn(params)
  return { title: `工单 ${orNotFound(me, () => findTicketPage(me, id)).ticket.number}` }
}

export default async function TicketPage({ params, searchParams }: Props) {
  const me = await allow('ticket.read')
  const id = await idIn(params)
  const page = orNotFound(me, () => findTicketPage(me, id))
  const { ticket, customer } = page
  const query = await searchParams
  const at = now()
  const choices = choicesFor(me, ticket, at)
  const chosen = oneOf(query.do, choices) ?? choices.find((move) => move !== 'note' || isOpen(ticket.status))
  const scores = listScores(me, id)
  return (
    <>
      <PageHeader
        title={`工单 ${ticket.number}`}
        sub={`${customer.name} · ${[page.type, ticket.detail].filter(Boolean).join(' / ')}`}
        trail={[{ href: '/tickets', label: '工单' }]}
        badges={badgesOf(ticket, at)}
      >
        <More me={me} ticket={ticket} />
        {can(me.actor, 'customer.read') && can(me.actor, 'ticket.create') && (
          <LinkButton href={`/tickets/new?customer=${customer.id}`}>新建工单</LinkButton>
        )}
      </PageHeader>
      <div className="archive">
        <aside>
          <TicketCustomer
            page={page}
            mayRead={can(me.actor, 'customer.read')}
            mayReveal={isOpen(ticket.status) && reaches(me, 'ticket.reveal', id)}
          />
          <Section title="工单">
            <TicketFacts page={page} waitedMinutes={waited(page, at)} />
          </Section>
          <EarlierService found={listEarlierService(me, id)} at={at} />
        </aside>
        <div>
          <Section title="问题描述">
            <p className="whitespace-pre-line">{ticket.description}</p>
          </Section>
          {ticket.repeatOfId !== null && (
            <Notice tone="warn" title="重复投诉">
              {`这位客户 90 天内投诉过同类问题：`}
              <a href={`/tickets/${ticket.repeatOfId}`}>{page.repeatOf}</a>。请核对上次的处理结果和原因。
            </Notice>
          )}
          <TicketSuggestion me={me} ticketId={id} />
          <Clock page={page} at={at} />
          {chosen && isOpen(ticket.status) && <Emphasis category={categoryOf(me, customer.id)} on="服务" />}
          {chosen && (
            <NextStep
              ticket={ticket}
              choices={choices}
              chosen={chosen}
              actions={formActions}
              texts={['respond', 'progress'].includes(chosen) ? listTexts(undefined, ticket.typeId) : []}
              reply={wholeIn(query.reply)}
            />
          )}
          {allows(ticket, 'score') && reaches(me, 'ticket.askScore', id) && (
            <AskScore ticketId={id} action={makeScoreLink} last={findLastLink(me, id)} />
          )}
          {scores.length > 0 && (
            <Section title="满意度评分" sub={scores.length > 1 ? `共 ${scores.length} 次` : undefined}>
              <Scores scores={scores} />
            </Section>
          )}
          <Section title="处理经过">
            <TicketStory entries={listEntries(me, id)} />
          </Section>
          <TicketFiles me={me} page={page} problem={query.problem} file={query.file} />
        </div>
      </div>
      <Done word={query.done} />
    </>
  )
}

function badgesOf(ticket: Ticket, at: number) {
  const light = lightOf(ticket, at)
  return [
    { text: statusLabels[ticket.status], tone: statusTones[ticket.status] },
    ...(ticket.urgency === 'high' ? [{ text: '紧急', tone: 'bad' as const }] : []),
    ...(light ? [light] : []),
    ...(ticket.repeatOfId === null ? [] : [{ text: '重复投诉', tone: 'warn' as const }]),
  ]
}

function More({ me, ticket }: { me: Grant<'ticket.read'>; ticket: Ticket }) {
  const ways = [
    { move: 'assign', path: 'assign', label: '调整处理人' },
    { move: 'edit', path: 'edit', label: '修改工单' },
    { move: 'void', path: 'void', label: '作废' },
  ] as const
  const open = ways.filter(({ move }) => mayMove(me, ticket, move))
  const notes = mayNote({ me, ticketId: ticket.id })
  if (open.length === 0 && !notes) return null
  return (
    <Menu label="更多">
      {open.map(({ path, label }) => (
        <a key={path} href={`/tickets/${ticket.id}/${path}`}>
          {label}
        </a>
      ))}
      {notes && <a href={`/suggestions/new?ticket=${ticket.id}`}>记为建议</a>}
    </Menu>
  )
}

const waited = ({ watch }: Page, at: number) =>
  Math.round((watch?.pauses ?? []).reduce((sum, { from, to }) => sum + (to ?? at) - from, 0) / 60_000)
