// Runs under any Node from 20 on, without a single package: what `npm start` and its kin are made of.
import { prepareBuild } from './launch/build.mjs'
import { commands } from './launch/commands.mjs'
import { ensureInstalled } from './launch/install.mjs'
import { withLock } from './launch/lock.mjs'
import { run } from './launch/run.mjs'
import { runtime } from './launch/runtime.mjs'
import { say } from './launch/say.mjs'

const [name = '', ...args] = process.argv.slice(2)
const command = Object.hasOwn(commands, name) ? commands[name] : undefined

if (!command) {
  say(`unknown command 未知命令: ${name || '(none)'}; one of ${Object.keys(commands).join(', ')}`)
  process.exit(2)
}

process.env.NEXT_TELEMETRY_DISABLED = '1'
process.env.NODE_ENV = command.mode
// The C library of Linux keeps memory apart for each thread and gives little of it back; two such places do for all.
process.env.MALLOC_ARENA_MAX ??= '2'

try {
  await withLock(async () => {
    await ensureInstalled()
    if (command.builds) await prepareBuild()
  })
  await run(runtime(), command.start(args), process.env)
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
