/** A posted form of at most `most` bytes, counted as they come, whatever length was announced. */
export async function formWithin(request: Request, most: number): Promise<FormData | 'too-big' | 'broken'> {
  if (Number(request.headers.get('content-length') ?? 0) > most) return 'too-big'
  try {
    const body = await bodyWithin(request, most)
    if (!body) return 'too-big'
    return await new Response(body, { headers: { 'Content-Type': request.headers.get('content-type') ?? '' } }).formData()
  } catch {
    return 'broken'
  }
}

async function bodyWithin(request: Request, most: number): Promise<Buffer<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > most) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
