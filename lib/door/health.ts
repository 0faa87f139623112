import { processWide } from './process-wide.ts'

export type Phase = 'starting' | 'ready' | 'stopping'
type Fact = string | number | boolean | null

const facts = processWide('health', () => new Map<string, () => Fact>())

/** Adds a line to `/health`, such as when the last backup was made; it is read at each request and must hold no secret. */
export function reportHealth(name: string, read: () => Fact) {
  facts.set(name, read)
}

/** The whole of `/health`: 200 only when the server is ready and the database answers. */
export function health(phase: Phase, version: string, databaseAnswers: () => boolean): { status: 200 | 503; body: string } {
  const database = phase === 'ready' && succeeds(databaseAnswers)
  const good = phase === 'ready' && database
  const more = Object.fromEntries([...facts].map(([name, read]) => [name, readFact(read)]))
  const body = {
    status: good ? 'ok' : phase === 'ready' ? 'failing' : phase,
    version,
    uptime: Math.round(process.uptime()),
    database,
    ...more,
  }
  return { status: good ? 200 : 503, body: JSON.stringify(body) }
}

function succeeds(check: () => boolean) {
  try {
    return check()
  } catch {
    return false
  }
}

function readFact(read: () => Fact): Fact {
  try {
    return read()
  } catch {
    return null
  }
}
