import { CustomerStrategies } from '#components/strategies/customer-strategies'
import { can, type Grant } from '#lib/kernel/grant'
import type { mayWith } from '#lib/sharing/queries'
import { strategiesOf } from '#lib/strategies/queries-archive'

/** 服务策略 on the archive. */
export const Strategies = ({ me, id, may }: { me: Grant<'customer.read'>; id: number; may: ReturnType<typeof mayWith> }) => (
  <CustomerStrategies
    customerId={id}
    {...strategiesOf(me, id)}
    may={{ read: can(me.actor, 'strategy.read'), consent: may('consent.set') }}
  />
)
