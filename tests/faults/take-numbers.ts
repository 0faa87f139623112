import { createCustomer } from '#lib/customers/commands'
import { execute } from '#lib/execute'

// Registers customers as fast as it can, with retries while another process writes, and prints the number of each.
const [, , mark = '', many = '0'] = process.argv

for (let n = 0; n < Number(many); n++) {
  const { after } = patiently(() =>
    execute(
      createCustomer,
      { job: 'fault' },
      {
        type: 'company',
        name: `${mark}${String.fromCharCode(0x4e00 + n * 7)}${String.fromCharCode(0x5e00 + n * 11)}贸易有限公司`,
        contact: '王建国',
        phone: `13${mark}${String(n).padStart(8, '0')}`,
        industry: 'F51',
        source: '转介绍',
      },
    ),
  )
  process.stdout.write(`${after.number}\n`)
}

function patiently<T>(work: () => T): T {
  for (;;)
    try {
      return work()
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error
    }
}
