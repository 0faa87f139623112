import { join } from 'node:path'
import { inspect } from 'node:util'
import { z } from 'zod'
import { closeClients } from '#db/client'
import { Refusal } from '#lib/kernel/errors'
import { CannotStart } from '#lib/setup/cannot-start'
import { openDataFolder } from '#lib/setup/data-folder'
import { lockData } from '#lib/setup/data-lock'
import { type Place, placeOf } from '#lib/setup/place'
import { seedMatrix } from '#lib/setup/seed'
import { startUp } from '#lib/setup/start-up'

/** How a command of the shell was meant to be used. */
export class WrongUse extends Error {}

export const root = join(import.meta.dirname, '..', '..')
export const say = (line: string) => void process.stdout.write(`${line}\n`)
const env = () => process.env as Record<string, string | undefined>

/** Runs a command and ends the process: 0 done, 1 not done, 2 wrong use, with the reason on stderr. */
export async function shell(usage: string, main: () => Promise<number | undefined> | number | undefined) {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    process.exitCode = isWrongUse(error) ? 2 : 1
    process.stderr.write(`${sentence(error)}\n${isWrongUse(error) ? `\n${usage}\n` : ''}`)
  }
}

/** Gives `work` a data folder that is up to date, beside a running server or without one, and closes it again. */
export async function withData<T>(work: (place: Place) => T | Promise<T>): Promise<T> {
  const place = placeOf(env())
  openDataFolder(place)
  const stop = isHeld(place) ? () => {} : startUp(root, env(), (line) => process.stderr.write(`${line}\n`)).stop
  try {
    seedMatrix()
    return await work(place)
  } finally {
    closeClients()
    stop()
  }
}

/** Gives `work` the data folder as nobody else's; throws where a server holds it. */
export function withLock<T>(work: (place: Place) => T): T {
  const place = placeOf(env())
  openDataFolder(place)
  const unlock = lockData(place)
  try {
    return work(place)
  } finally {
    unlock()
  }
}

function isHeld(place: Place) {
  try {
    lockData(place)()
    return false
  } catch (error) {
    if (error instanceof CannotStart) return true
    throw error
  }
}

const isWrongUse = (error: unknown) => error instanceof WrongUse || /^ERR_PARSE_ARGS/.test((error as NodeJS.ErrnoException).code ?? '')

function sentence(error: unknown) {
  if (error instanceof z.ZodError) return error.issues.map((issue) => issue.message).join('；')
  const isPlain = error instanceof Refusal || error instanceof CannotStart || error instanceof Expected || isWrongUse(error)
  return isPlain ? (error as Error).message : inspect(error)
}

/** Something that went wrong outside the program, told without a stack. */
export class Expected extends Error {}
