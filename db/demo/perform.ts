import { writer } from '#db/client'
import { createContact } from '#lib/contacts/commands'
import { assignCustomer, revealField } from '#lib/customers/commands'
import { editContact, editCustomer } from '#lib/customers/edits'
import { execute } from '#lib/execute'
import { cancelTodo, createFollowUp, createTodo, moveTodo } from '#lib/followups/commands'
import { grant, type User } from '#lib/kernel/grant'
import { dayOf, timeOf, today } from '#lib/kernel/time'
import { editProfile } from '#lib/profiles/commands'
import { recordPurchase } from '#lib/purchases/commands'
import { listCustomerTodos } from '#lib/todos/queries'
import type { Deed } from './deed.ts'
import { careFor, moveTicket, openTicket } from './perform-tickets.ts'
import { wishActs } from './perform-wishes.ts'
import { register } from './register.ts'
import { actorOf, type Kept, keptOf, type Stage } from './stage.ts'
import { standing } from './standing.ts'

type Kind = Deed['do']
type Of<K extends Kind> = Extract<Deed, { do: K }>

/** Does one deed through its command, as the person who did it; the clock already stands at its moment. */
export function perform(stage: Stage, deed: Deed) {
  const act = acts[deed.do] as (stage: Stage, deed: Deed) => void
  act(stage, deed)
}

const acts: { [K in Kind]: (stage: Stage, deed: Of<K>) => void } = {
  open(stage, { about, by, with: fields }) {
    const row = register(actorOf(stage, by), fields)
    stage.made.customers.push(row.id)
    stage.kept.set(about, { row, owner: by })
  },

  contact(stage, { about, by, told, next }) {
    const kept = keptOf(stage, about)
    const settles = by ? undefined : kept.plan?.id
    const { occurredAt, ...words } = told
    const plan = next ? { next: next.title, nextOn: next.on, nextTime: next.time } : {}
    const input = {
      customerId: kept.row.id,
      occurredAt: `${dayOf(occurredAt)}T${timeOf(occurredAt)}`,
      ...words,
      ...plan,
      doneTodoId: settles,
    }
    const actor = actorOf(stage, by ?? kept.owner)
    const followUp = execute(createFollowUp, actor, input).after
    stage.made.followUps.push(followUp.id)
    if (!by) kept.plan = next && planOf(actor, followUp)
  },

  move(stage, { about, to }) {
    const kept = keptOf(stage, about)
    kept.plan &&= execute(moveTodo, actorOf(stage, kept.owner), { ...handle(kept.plan), to: 'date', date: to }).after
  },

  drop(stage, { about, reason }) {
    const kept = keptOf(stage, about)
    if (kept.plan) execute(cancelTodo, actorOf(stage, kept.owner), { ...handle(kept.plan), reason })
    kept.plan = undefined
  },

  correct(stage, { about, with: fields }) {
    const kept = keptOf(stage, about)
    kept.row = execute(editCustomer, actorOf(stage, kept.owner), { ...standing(kept.row), ...fields }).after
  },

  complete(stage, { about, by, with: fields }) {
    const kept = keptOf(stage, about)
    const { position, address } = kept.row
    kept.row = execute(editContact, actorOf(stage, by), { ...handle(kept.row), contact: '', phone: '', position, address, ...fields }).after
  },

  hand(stage, { about, to }) {
    const kept = keptOf(stage, about)
    const [manager, heir] = [actorOf(stage, 'manager'), actorOf(stage, to)]
    kept.row = execute(assignCustomer, manager, { ...handle(kept.row), ownerId: heir.id }).after
    kept.owner = to
    const { plan } = kept
    // What its owner had still to do has gone along.
    kept.plan = plan && listCustomerTodos(grant(manager, 'todo.read'), kept.row.id, writer()).find(({ id }) => id === plan.id)
  },

  look(stage, { about, reason }) {
    const { row, owner } = keptOf(stage, about)
    execute(revealField, actorOf(stage, owner), { id: row.id, field: 'phone', reason })
  },

  buy(stage, { about, what }) {
    const { row, owner } = keptOf(stage, about)
    const { id } = execute(recordPurchase, actorOf(stage, owner), { customerId: row.id, purchasedOn: today(), ...what }).after
    stage.made.purchases.push(id)
  },

  meet(stage, { about, who }) {
    const { row, owner } = keptOf(stage, about)
    stage.made.contacts.push(execute(createContact, actorOf(stage, owner), { customerId: row.id, ...who }).after.id)
  },

  portray(stage, { about, as }) {
    const { row, owner } = keptOf(stage, about)
    execute(editProfile, actorOf(stage, owner), { id: row.id, version: 0, ...as })
  },

  ask(stage, { about, by, of, step }) {
    const customerId = keptOf(stage, about).row.id
    execute(createTodo, actorOf(stage, by), {
      customerId,
      title: step.title,
      dueOn: step.on,
      dueTime: step.time,
      assigneeId: actorOf(stage, of).id,
    })
  },

  ticket: (stage, { about, ...deed }) => openTicket(stage, keptOf(stage, about).row.id, deed),
  step: moveTicket,
  care: (stage, { about, ...deed }) => careFor(stage, keptOf(stage, about).row.id, deed),
  ...wishActs,
}

const handle = ({ id, version }: NonNullable<Kept['plan']>) => ({ id, version })

// The plan that a follow-up made; read where it was written, because the slice is not committed yet.
const planOf = (actor: User, { id, customerId }: { id: number; customerId: number }) =>
  listCustomerTodos(grant(actor, 'todo.read'), customerId, writer()).find(({ followUpId }) => followUpId === id)
