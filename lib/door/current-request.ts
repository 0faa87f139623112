/** What travels along with one request through the door and whatever it awaits. */
export type RequestContext = {
  readonly id: string
  readonly address: string
  readonly url: string
  user?: number
  /** Until when the page that answers may be given again while nobody writes, by performance.now(); never, unless the page says so. */
  keepUntil?: number
  error?: unknown
  /** Parts of the page that were written apart and stand in it as marks. */
  readonly parts?: string[]
  /** What a one-button form was told when it failed, for the page that is shown again. */
  failed?: { action: string; values: Record<string, unknown>; message: string }
  /** What a form was asked to look at before it is saved, for the page that is shown again. */
  alike?: { hits: readonly object[]; mark: string }
}

// Found by its name, so that a component may ask without bringing along what only a server has.
const store = globalThis as unknown as Record<symbol, { getStore(): RequestContext | undefined } | undefined>

/** The request now being answered; undefined in jobs and commands of the shell. */
export const currentRequest = (): RequestContext | undefined => store[Symbol.for('kehu.request')]?.getStore()
