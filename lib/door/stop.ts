import type { Server } from 'node:http'
import { closeAll } from './closers.ts'
import { log, logError } from './log.ts'

const MOST_MS = 30_000

/** Stops as R-23 asks: no new connections, up to 30 s for the requests under way, then everything that registered with `onStop`. */
export async function stopGracefully(server: Server) {
  log.info('stopping')
  await finished(server)
  await closeAll((name, error) => {
    log.error({ closer: name }, 'could not close')
    logError(error)
  })
  log.info('stopped')
}

function finished(server: Server) {
  return new Promise<void>((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), MOST_MS)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
}
