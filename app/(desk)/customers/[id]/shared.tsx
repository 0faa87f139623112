import { Collaborators } from '#components/sharing/collaborators'
import { can, type Grant, grant } from '#lib/kernel/grant'
import { listCustomerRequests } from '#lib/sharing/list'
import { listCollaborators, type mayWith } from '#lib/sharing/queries'
import { accept, remove } from '../../collaborations/actions.ts'

/** The part of an archive that says who works on it, as far as this person may change it. */
export function Shared({ me, id, may }: { me: Grant<'customer.read'>; id: number; may: ReturnType<typeof mayWith> }) {
  return (
    <Collaborators
      customerId={id}
      collaborators={listCollaborators(me, id)}
      requests={can(me.actor, 'collaboration.accept') ? listCustomerRequests(grant(me.actor, 'collaboration.accept'), id) : []}
      mayAdd={may('collaborator.add')}
      mayRemove={may('collaborator.remove')}
      actions={{ remove, accept }}
    />
  )
}
