import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { onStop } from '#lib/door/closers'
import { createDoor } from '#lib/door/door'
import { logConsole } from '#lib/door/log'
import { limitPatience } from '#lib/door/slow-clients'
import { beforeServe } from '#lib/setup/before-serve'
import { giveUp } from '#lib/setup/cannot-start'
import { databasePing } from '#lib/setup/database-ping'
import { doorSettings } from '#lib/setup/door-settings'
import { prepareHouse, sayFirstRun } from '#lib/setup/first-run'
import { keepFolding } from '#lib/setup/folding'
import { listen } from '#lib/setup/listen'
import { portOf } from '#lib/setup/place'
import { type Started, startUp } from '#lib/setup/start-up'
import { stopOnSignals } from '#lib/setup/stop-on-signals'

const root = import.meta.dirname
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
const say = (line: string) => process.stderr.write(`${line}\n`)

async function main() {
  const started = startUp(root, process.env as Record<string, string | undefined>, say)
  try {
    await serve(started)
  } catch (error) {
    started.stop()
    throw error
  }
}

async function serve({ place, stop }: Started) {
  const { env } = process
  const settings = doorSettings(env, { root, version, ...databasePing(place.database) })
  if (!settings.dev) logConsole()
  // Only now: the framework reads its keys from the environment when it is loaded.
  const { default: next } = await import('next')
  // A server of its own for the framework's upgrade listener, which thus never hears a request.
  const app = next({ dev: settings.dev, dir: root, hostname: env.HOST, port: Number(env.PORT), httpServer: createServer() })
  const door = createDoor((req, res) => app.getRequestHandler()(req, res), settings)
  const server = createServer(door.answer)
  limitPatience(server)
  stopOnSignals(server, door, stop)

  prepareHouse()
  keepFolding(place.database)
  for (const step of beforeServe) await step(place, say)
  const address = await listen(server, env.HOST!, portOf(env))
  await app.prepare()
  onStop('framework', () => app.close())
  door.enter('ready')
  const home = settings.publicUrl?.origin ?? address
  say(`客户管理综合服务平台 ${version}：${home}`)
  sayFirstRun(home, say)
}

main().catch(giveUp)
