import { parseArgs } from 'node:util'

export type Options = {
  customers: number
  json: boolean
  keep: string | undefined
  imports: boolean
  only: string[]
  profile: string | undefined
}

export const USAGE = `npm run bench -- [--customers N] [--json] [--keep DIR] [--only GROUP,…] [--import] [--profile DIR]
  --customers N   how many customers the data set has (10000)
  --json          the same figures for machines, on stdout
  --keep DIR      build the data there, or use what an earlier run left there
  --only GROUP,…  some groups only: start, list, filters, pairs, sorts, labels, search, deep, archive, care, tickets, desk, visit, plans, jobs, tiers, create
  --import        measure the import of 100,000 rows too
  --profile DIR   write a CPU profile of the server there`

const MOST = 5_000_000

/** What was asked for on the command line; throws a sentence where it makes no sense. */
export function optionsOf(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      customers: { type: 'string' },
      json: { type: 'boolean' },
      keep: { type: 'string' },
      import: { type: 'boolean' },
      only: { type: 'string' },
      profile: { type: 'string' },
    },
  })
  const customers = Number(values.customers ?? 10_000)
  if (!Number.isInteger(customers) || customers < 100 || customers > MOST)
    throw new Error(`--customers: a whole number from 100 to ${MOST}`)
  return {
    customers,
    json: values.json ?? false,
    keep: values.keep,
    imports: values.import ?? false,
    only: values.only?.split(',') ?? [],
    profile: values.profile,
  }
}
