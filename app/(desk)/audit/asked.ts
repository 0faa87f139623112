import { listOf, type Query } from '#components/ui/place'
import type { AuditFilter } from '#lib/audit/model'
import { moduleLabels, permissionLabels } from '#lib/kernel/labels'
import { isDay } from '#lib/kernel/time'

const SIZES = [20, 50, 100, 200]

/** What the address asks of the record; what makes no sense is not asked. */
export function asked(query: Query): AuditFilter & { size: number } {
  const one = (name: string) => listOf(query[name])[0]?.trim()
  const [size, outcome] = [Number(one('size')), one('outcome')]
  return {
    person: whole(one('person')),
    action: known(one('action'), permissionLabels),
    entity: known(one('entity'), moduleLabels),
    outcome: outcome === 'done' || outcome === 'denied' ? outcome : undefined,
    from: day(one('day_from')),
    to: day(one('day_to')),
    customer: one('customer')?.slice(0, 40) || undefined,
    before: whole(one('before')) || undefined,
    size: SIZES.includes(size) ? size : 50,
  }
}

const known = (text: string | undefined, labels: Record<string, string>) => (text && Object.hasOwn(labels, text) ? text : undefined)
const day = (text: string | undefined) => (text && isDay(text) ? text : undefined)
const whole = (text: string | undefined) => (text && /^\d{1,15}$/.test(text) ? Number(text) : undefined)
