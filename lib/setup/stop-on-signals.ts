import type { Server } from 'node:http'
import type { Door } from '#lib/door/door'
import { logError } from '#lib/door/log'
import { stopGracefully } from '#lib/door/stop'

const IMPATIENT_MS = 2_000

/** SIGTERM and SIGINT stop the server gracefully and end the process with 0; asked again after 2 s, it ends at once with 1. */
export function stopOnSignals(server: Server, door: Door, stop: () => void) {
  let askedAt: number | undefined
  const asked = () => {
    // A terminal and the launcher may both pass on one key press.
    if (askedAt !== undefined) return void (performance.now() - askedAt > IMPATIENT_MS && process.exit(1))
    askedAt = performance.now()
    door.enter('stopping')
    void end(server, stop)
  }
  process.on('SIGTERM', asked)
  process.on('SIGINT', asked)
}

async function end(server: Server, stop: () => void) {
  try {
    await stopGracefully(server)
    stop()
    process.exit(0)
  } catch (error) {
    logError(error)
    process.exit(1)
  }
}
