import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import busboy from 'busboy'

export type Posted<T> = { fields: Record<string, string>; files: T[] }
export type FormFault = 'too-big' | 'too-many' | 'broken'

const MOST_FILES = 20
const limits = { files: MOST_FILES, fields: 20, fieldSize: 4000, fieldNameSize: 100, headerPairs: 20 }

/**
 * Reads a posted multipart form while it comes in, at most `most` bytes of it; fields are kept, each file with a name goes to `take`.
 * What `take` throws ends the reading at once and is thrown on, when every other `take` has ended too.
 */
export async function readForm<T>(
  request: Request,
  most: number,
  take: (name: string, bytes: Readable) => Promise<T>,
): Promise<Posted<T> | FormFault> {
  const parser = parserFor(request)
  if (!parser || !request.body) return 'broken'
  const fields: Record<string, string> = {}
  const taken: Promise<T>[] = []
  let [fault, many]: [{ error: unknown } | undefined, boolean] = [undefined, false]
  parser.on('field', (name, value) => {
    fields[name] = value
  })
  parser.on('filesLimit', () => {
    many = true
  })
  parser.on('file', (_, bytes, { filename }) => {
    if (!filename) return void bytes.resume()
    const work = take(filename, bytes).finally(() => bytes.resume())
    work.catch((error) => {
      // A file that broke off with the form is no fault of its taker.
      if (error === bytes.errored) return
      fault ??= { error }
      parser.destroy(error instanceof Error ? error : new Error('not taken'))
    })
    taken.push(work)
  })
  const broke = await brokenBy(pipeline(Readable.fromWeb(request.body as ReadableStream<Uint8Array>), upTo(most), parser))
  const files = await Promise.allSettled(taken)
  if (broke instanceof TooBig) return 'too-big'
  if (fault) throw (fault as { error: unknown }).error
  if (broke) return 'broken'
  return many ? 'too-many' : { fields, files: files.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])) }
}

class TooBig extends Error {}

function parserFor({ headers }: Request) {
  try {
    return busboy({ headers: { 'content-type': headers.get('content-type') ?? '' }, defParamCharset: 'utf8', limits })
  } catch {
    return undefined
  }
}

// Whatever length was announced, what comes is counted (F-07).
const upTo = (most: number) =>
  async function* (source: AsyncIterable<Uint8Array>) {
    let size = 0
    for await (const chunk of source) {
      size += chunk.byteLength
      if (size > most) throw new TooBig()
      yield chunk
    }
  }

const brokenBy = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error ?? new Error('broken'),
  )
