import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'

/** One thing in a zip: a text, or the bytes of a file as they come. */
export type ZipEntry = { name: string; content: string | AsyncIterable<Uint8Array> }

/** A zip as a stream, entry after entry: texts packed, files as they are, none held in memory whole. Names in folders are written a/b. */
export async function* zipStream(entries: Iterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    ready.push(chunk)
  })
  for (const { name, content } of entries) {
    const entry = typeof content === 'string' ? new ZipDeflate(name) : new ZipPassThrough(name)
    zip.add(entry)
    if (typeof content === 'string') entry.push(Buffer.from(content), true)
    else {
      for await (const chunk of content) {
        entry.push(chunk)
        yield* ready
        ready = []
      }
      entry.push(new Uint8Array(0), true)
    }
    yield* ready
    ready = []
  }
  zip.end()
  yield* ready
}
