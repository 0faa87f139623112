import { finished } from 'node:stream/promises'
import busboy from 'busboy'

export type Posted<T> = { fields: Record<string, string>; files: T[] }
export type FormFault = 'too-big' | 'too-many' | 'broken'
type Take<T> = (name: string, bytes: AsyncIterable<Uint8Array>) => Promise<T>

const MOST_FILES = 20
const limits = { files: MOST_FILES, fields: 20, fieldSize: 4000, fieldNameSize: 100, headerPairs: 20 }

/**
 * Reads a posted multipart form while it comes in, at most `most` bytes of it; fields are kept, each file with a name goes to `take`.
 * What a `take` throws ends the reading and is thrown on, when every other one has ended too. The rest of a body that is not wanted
 * is let run out, up to as much again, so that the sender hears the answer.
 */
export async function readForm<T>(request: Request, most: number, take: Take<T>): Promise<Posted<T> | FormFault> {
  const parser = parserFor(request)
  if (!parser) {
    await runOut(request, most)
    return 'broken'
  }
  const { fields, taken, state } = listen(parser, take)
  const ended = finished(parser).then(
    () => true,
    () => false,
  )
  const size = await feed(parser, request, most, () => state.fault !== undefined)
  const whole = await ended
  const files = await Promise.allSettled(taken)
  if (state.fault) throw state.fault.error
  if (size > most) return 'too-big'
  if (!whole) return 'broken'
  return state.many ? 'too-many' : { fields, files: files.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])) }
}

/** Lets a body go by that nobody wants, up to twice `most` bytes: an answer given before it has come whole would be lost on the sender. */
export async function runOut(request: Request, most: number) {
  let size = 0
  try {
    for await (const chunk of bodyOf(request)) {
      size += chunk.byteLength
      if (size > 2 * most) return
    }
  } catch {
    // Who goes away waits for no answer.
  }
}

function listen<T>(parser: busboy.Busboy, take: Take<T>) {
  const fields: Record<string, string> = {}
  const taken: Promise<T>[] = []
  const state: { many: boolean; fault?: { error: unknown } } = { many: false }
  parser.on('field', (name, value) => {
    fields[name] = value
  })
  parser.on('filesLimit', () => {
    state.many = true
  })
  parser.on('file', (_, bytes, { filename }) => {
    bytes.on('error', () => undefined)
    if (!filename) return void bytes.resume()
    const work = take(filename, bytes.iterator({ destroyOnReturn: false })).finally(() => bytes.resume())
    work.catch((error) => {
      // A file that broke off with the form is no fault of its taker.
      if (error !== bytes.errored) state.fault ??= { error }
    })
    taken.push(work)
  })
  return { fields, taken, state }
}

// Whatever length was announced, what comes is counted (F-07); returns how much that was.
async function feed(parser: busboy.Busboy, request: Request, most: number, isOver: () => boolean): Promise<number> {
  let size = 0
  try {
    for await (const chunk of bodyOf(request)) {
      size += chunk.byteLength
      if (size > 2 * most) break
      if (size > most || isOver() || parser.destroyed) continue
      await new Promise<void>((done) => parser.write(chunk, () => done()))
    }
  } catch {
    parser.destroy(new Error('the body broke off'))
  }
  if (size > most || isOver()) parser.destroy(new Error('not wanted'))
  else parser.end()
  return size
}

function parserFor({ headers }: Request) {
  try {
    return busboy({ headers: { 'content-type': headers.get('content-type') ?? '' }, defParamCharset: 'utf8', limits })
  } catch {
    return undefined
  }
}

const bodyOf = (request: Request) => (request.body ?? []) as AsyncIterable<Uint8Array>
