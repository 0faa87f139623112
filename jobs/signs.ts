import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { clearSigns, recordSigns } from '#lib/signs/commands'
import type { Finding } from '#lib/signs/model'
import { listPeople, sharedPhones } from '#lib/signs/queries-walks'
import type { Run } from './schedule.ts'
import { signsOf } from './signs-of-person.ts'
import { inSlices } from './slices.ts'

const actor = { job: 'signs' }
const me = grant(actor, 'sign.record')
const PHONES = 500
const AT_ONCE = 50

/** Looks through registrations, numbers and follow-ups for what a manager should ask about (S1-67), a stretch at a time. */
export async function lookForSigns({ at, signal }: Pick<Run, 'at' | 'signal'>): Promise<string> {
  let found = 0
  await inSlices(looks(at), signal, (findings) => {
    for (let from = 0; from < findings.length; from += AT_ONCE)
      execute(recordSigns, actor, { findings: findings.slice(from, from + AT_ONCE), at })
    found += findings.length
  })
  await inSlices(leftovers(at), signal, () => {})
  return `需核实 ${found} 项`
}

function* looks(at: number): Generator<Finding[]> {
  for (const table of ['customers', 'contacts'] as const) yield* phones(table)
  for (const person of listPeople(me)) yield* signsOf(me, person, at)
}

function* phones(table: 'customers' | 'contacts'): Generator<Finding[]> {
  for (let after: string | undefined = ''; after !== undefined; ) {
    const stretch: ReturnType<typeof sharedPhones> = sharedPhones(me, table, after, PHONES)
    yield stretch.findings
    after = stretch.next
  }
}

// Until nothing is left that was not seen this time.
function* leftovers(at: number) {
  while (execute(clearSigns, actor, { before: at })) yield
}
