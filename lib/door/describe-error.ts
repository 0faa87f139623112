export type ErrorDescription = { type: string; message: string; code?: string; at: string[]; cause?: ErrorDescription }

const FRAMES = 12

/** What the log may know of an error: its kind, code, sentence and places; the values of a failed query stay out (I-08). */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error object', at: [] }
  const { code } = error as { code?: unknown }
  return {
    type: error.constructor.name,
    message: withoutValues(error.message),
    ...(typeof code === 'string' && { code }),
    at: places(error.stack ?? ''),
    ...(error.cause !== undefined && depth < 3 && { cause: describeError(error.cause, depth + 1) }),
  }
}

/** A sentence for the log: without query values, and without what may be a phone number or an address. */
export function withoutValues(message: string) {
  const said = message.split('\nparams:')[0]!.slice(0, 1000)
  return said.replace(/\d{7,}/g, '#').replace(/\S+@\S+/g, '#')
}

const places = (stack: string) => {
  const frames = stack.split('\n').filter((line) => line.startsWith('    at '))
  return frames.slice(0, FRAMES).map((line) => line.slice(7))
}
