import { Done } from '#components/done'
import { ConfirmStep } from '#components/handovers/confirm-step'
import { HeldStep } from '#components/handovers/held-step'
import { LeaveStanding } from '#components/handovers/leave-standing'
import { SplitStep } from '#components/handovers/split-step'
import { PageHeader } from '#components/ui/page-header'
import { splitLabels, sumOf } from '#lib/handovers/model'
import { findLastLeave, listBooks, listStayed } from '#lib/handovers/queries-leaves'
import { countHeld, countOthers, tallyOf } from '#lib/handovers/sums'
import { grant } from '#lib/kernel/grant'
import { roleLabels } from '#lib/kernel/labels'
import { now } from '#lib/kernel/time'
import { findUser, listColleagues } from '#lib/users/queries'
import { allow, idIn, orNotFound } from '../../../../../_web/allow.ts'
import type { SearchParams } from '../../../../../_web/query.ts'
import { giveBack, leave } from './actions.ts'
import { askedIn, planOf, sharesOf } from './asked.ts'

export const metadata = { title: '离职交接' }

const STAYED = 100
const HEADS = ['sales_manager', 'service_manager']

export default async function LeavePage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: SearchParams }) {
  const me = await allow('user.leave')
  const id = await idIn(params)
  const user = orNotFound(me, () => findUser(me, id))
  const { done, ...query } = await searchParams
  const held = countHeld(id)
  const last = findLastLeave(me, id)
  const colleagues = listColleagues().filter((one) => one.id !== id)
  const { split, toId, isLast, shareOf } = askedIn(query, colleagues)
  const isOver = !user.active && sumOf(held) === 0
  const path = `/settings/users/${id}/leave`
  const groups = split && toId ? await tallyOf(me, id, split) : []
  const shares = toId ? sharesOf(groups, toId, shareOf) : []
  return (
    <>
      <PageHeader
        title="离职交接"
        sub={user.name}
        trail={[
          { href: '/settings/users', label: '用户' },
          { href: `/settings/users/${id}`, label: user.name },
        ]}
        badges={user.active ? [] : [{ text: '已停用' }]}
      />
      {last && (
        <LeaveStanding
          leave={last}
          userId={id}
          books={listBooks(me, last.id)}
          stayed={last.status === 'returned' ? listStayed(grant(me.actor, 'user.return'), last.id, STAYED) : undefined}
          at={now()}
          giveBack={giveBack}
        />
      )}
      {!isOver && (
        <>
          <HeldStep
            name={user.name}
            held={held}
            others={countOthers(me, id)}
            headOf={HEADS.includes(user.role) ? roleLabels[user.role] : undefined}
            isCurrent={!split || !toId}
          />
          {!(split && toId) && <SplitStep colleagues={colleagues} split={split} toId={toId} />}
          {split && toId && !isLast && split !== 'all' && (
            <SplitStep colleagues={colleagues} split={split} toId={toId} shares={shares} path={path} />
          )}
          {split && toId && (isLast || split === 'all') && (
            <ConfirmStep
              userId={id}
              name={user.name}
              how={splitLabels[split]}
              split={split}
              toId={toId}
              plan={JSON.stringify(planOf(split, shares, toId))}
              shares={shares}
              held={held}
              colleagues={colleagues}
              path={path}
              leave={leave}
              isActive={user.active}
            />
          )}
        </>
      )}
      <Done word={done} />
    </>
  )
}
