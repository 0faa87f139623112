import { MoveTable } from '#components/tiers/move-table'
import { Pager } from '#components/ui/pager'
import { at, type Place } from '#components/ui/place'
import { Section } from '#components/ui/section'
import { Tabs } from '#components/ui/tabs'
import { moveKinds } from '#db/schema/tiers'
import { can, type Grant } from '#lib/kernel/grant'
import { moveLabels, noCounts } from '#lib/tiers/model'
import { listMoves } from '#lib/tiers/moves'
import type { findRun } from '#lib/tiers/queries'
import { oneOf, pageIn, sizeIn, wholeIn } from '../../../../../_web/query.ts'

type Run = ReturnType<typeof findRun>
type Props = { me: Grant<'tier.read'>; run: Run; place: Place }

/** Who moves by a run, label by label; of a trial who is near as well. */
export function Moves({ me, run, place }: Props) {
  const tiers = tiersOf(run)
  const tier = tiers.find(({ id }) => id === wholeIn(place.query.tier)) ?? tiers[0]
  if (!tier || !can(me.actor, 'customer.read')) return null
  const counts = run.counts.tiers[tier.id] ?? noCounts
  const kinds = moveKinds.filter((kind) => isTrial(run) || !kind.startsWith('near'))
  const kind = kinds.find((one) => one === oneOf(place.query.move, moveKinds)) ?? kinds.find((one) => counts[one] > 0) ?? 'in'
  const { rows, total, capped, beyond, page, size } = listMoves(me, run.id, {
    tierId: tier.id,
    kind,
    page: pageIn(place.query.page),
    size: sizeIn(place.query.size),
  })
  const to = (changes: Record<string, string | number | null>) => `${at(place, { ...changes, page: null })}#moves`
  return (
    <Section id="moves" title={`${run.status === 'done' ? '谁变动了' : '谁会变动'}：${tier.name}`}>
      {tiers.length > 1 && (
        <Tabs
          label="分层标签"
          tabs={tiers.map((one) => ({ href: to({ tier: one.id, move: null }), label: one.name, current: one.id === tier.id }))}
        />
      )}
      <Tabs
        label="变动"
        tabs={kinds.map((one) => ({
          href: to({ tier: tier.id, move: one }),
          label: moveLabels[one],
          count: counts[one].toLocaleString('en-US'),
          current: one === kind,
        }))}
      />
      <div id="list">
        <MoveTable rows={rows} kind={kind} tierId={tier.id} empty={emptyWords[kind]} />
        <Pager place={place} page={page} size={size} total={total} capped={capped} unit="位" />
      </div>
      {beyond !== undefined && beyond > 0 && (
        <p className="text-ink-2">{`另有 ${beyond.toLocaleString('en-US')} 位客户不在你可见的范围。`}</p>
      )}
    </Section>
  )
}

const isTrial = ({ kind }: Run) => kind === 'trial' || kind === 'applied'
const emptyWords = { in: '没有客户新增', out: '没有客户减少', nearIn: '没有客户即将进入', nearOut: '没有客户在 31 天内跌出' }

// Labels that anything happened to; of a trial the changed ones first.
function tiersOf({ rules, counts }: Run) {
  const changed = new Set(counts.changed)
  return rules
    .filter(({ id }) => changed.has(id) || Object.entries(counts.tiers[id] ?? noCounts).some(([kind, n]) => kind !== 'have' && n > 0))
    .sort((a, b) => Number(changed.has(b.id)) - Number(changed.has(a.id)) || a.priority - b.priority)
}
