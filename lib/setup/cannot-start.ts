import { inspect } from 'node:util'

/** Why the server does not start, in words for whoever runs it; nothing was changed. */
export class CannotStart extends Error {}

/** Prints the reason and ends the process with 1; anything that is no `CannotStart` keeps its stack. */
export function giveUp(error: unknown): never {
  process.stderr.write(`${error instanceof CannotStart ? `无法启动：${error.message}` : inspect(error)}\n`)
  process.exit(1)
}
