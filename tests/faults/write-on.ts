import { openSync, writeSync } from 'node:fs'
import { createCustomer } from '#lib/customers/commands'
import { execute } from '#lib/execute'
import { createFollowUp } from '#lib/followups/commands'
import { dayOf, now, timeOf } from '#lib/kernel/time'

// Writes follow-ups until it is killed, and notes each one's number in a file of its own, after the database has said yes.
const acks = openSync(process.argv[2]!, 'a')
const actor = { job: 'fault' }
const round = process.pid
const customer = execute(createCustomer, actor, {
  type: 'company',
  name: `第${round}机械有限公司`,
  contact: '王建国',
  phone: `138${String(round).padStart(8, '0')}`,
  industry: 'C34',
  source: '展会推广',
}).after
const moment = `${dayOf(now() - 60_000)}T${timeOf(now() - 60_000)}`

for (;;) {
  const { after } = execute(createFollowUp, actor, {
    customerId: customer.id,
    occurredAt: moment,
    method: 'phone',
    content: '问候',
    next: '报价',
    nextOn: '2099-01-01',
  })
  writeSync(acks, `${after.number}\n`)
  writeSync(1, '.')
}
