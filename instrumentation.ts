import type { Instrumentation } from 'next'

/** Next calls this once a process, before the first request. */
export async function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') (await import('#jobs/start')).start()
}

export const onRequestError: Instrumentation.onRequestError = async (error) => {
  if (process.env.NEXT_RUNTIME === 'nodejs') (await import('#lib/door/request-context')).noteRequestError(error)
}
