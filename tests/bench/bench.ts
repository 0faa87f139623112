import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { inspect } from 'node:util'
import { type Options, optionsOf, USAGE } from './options.ts'

const root = resolve(import.meta.dirname, '../..')
const say = (line: string) => void process.stderr.write(`bench · ${line}\n`)

async function main(options: Options) {
  const folder = options.keep ? resolve(options.keep) : mkdtempSync(join(tmpdir(), 'kehu-bench-'))
  if (!options.keep) process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  process.env.DATA_DIR = folder
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
  // Only now: the product reads the folder from the environment.
  const { buildData } = await import('./data/build.ts')
  const built = await buildData(root, folder, options.customers, say)
  say(
    `${built.reused ? 'found' : 'built'} ${built.customers} customers, ${Math.round(built.bytes / 1024 ** 2)} MB${built.reused ? '' : ` in ${built.seconds.toFixed(1)} s`}`,
  )
  const { runBench } = await import('./run.ts')
  const { asText } = await import('./report.ts')
  const report = { customers: options.customers, machine: machineWords(), built, ...(await runBench(root, folder, options, say)) }
  process.stdout.write(`${options.json ? JSON.stringify(report, undefined, 2) : asText(report)}\n`)
  if (report.pages.some(({ wrong }) => wrong > 0)) process.exitCode = 1
}

const machineWords = () => `${availableParallelism()} x ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.versions.node}`

try {
  await main(optionsOf(process.argv.slice(2)))
} catch (error) {
  process.stderr.write(
    `${error instanceof Error && /^(--|Unknown option|Option)/.test(error.message) ? `${error.message}\n${USAGE}` : inspect(error)}\n`,
  )
  process.exit(2)
}
