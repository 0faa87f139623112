import { turnToWrite, writable } from '../aside/gate.ts'
import { onStop } from '../door/closers.ts'
import { logError } from '../door/log.ts'
import { processWide } from '../door/process-wide.ts'
import { execute } from '../execute.ts'
import { tidyUp } from '../jobs/commands.ts'
import { listStale } from '../jobs/queries.ts'
import { Refusal } from '../kernel/errors.ts'
import { grant } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { raiseNotification } from '../notifications/commands.ts'
import { advanceImport, failImport } from './advance.ts'
import { unitLabels } from './labels.ts'
import type { Job } from './queries.ts'
import { findJob, listUnfinished } from './queries-machine.ts'
import { spellAhead } from './spell-ahead.ts'
import { forgetTaken } from './taken.ts'

const machine = { job: 'import.start' }
const me = () => grant(machine, 'import.advance')
const state = processWide('imports', () => ({ running: new Map<number, Promise<void>>(), stopping: false, watched: false }))

// A portion is to take this long, so that pages never wait longer for the writer.
const PORTION_MS = 100
const FEWEST = 200
const MOST = 1000

/** Works on an import until it is judged, done or stopped; once a process and import, whoever asks. */
export function runImport(id: number): Promise<void> {
  watchStop()
  const known = state.running.get(id)
  if (known) return known
  const work = carryOn(id)
    .catch(logError)
    .finally(() => state.running.delete(id))
  state.running.set(id, work)
  return work
}

/** After a start: goes on with what a stop or a crash left unfinished, at its cursor; an upload that broke off is given up. */
export async function resumeImports(): Promise<void> {
  const left = listUnfinished(me())
  for (const { id } of left.filter(({ status }) => status === 'reading')) {
    execute(failImport, machine, { id, failure: '上传没有完成，请重新上传' })
    await clearGivenUp(id)
  }
  await Promise.all(left.filter(({ status }) => status !== 'reading').map(({ id }) => runImport(id)))
}

/** Takes away what is left of the records of a sheet that was given up, a slice at a time; what a stop leaves of them is the night's. */
export async function clearGivenUp(id: number): Promise<void> {
  const { status, imported } = findJob(me(), id)
  if (imported > 0 || !(status === 'cancelled' || status === 'failed')) return
  for (let left = countStaleRows(); left > 0 && !state.stopping; left -= FEWEST) {
    execute(tidyUp, tidier, { kind: 'importRows', at: now(), limit: FEWEST })
    await turnToWrite()
  }
}

const tidier = { job: 'tidy' }
const countStaleRows = () => listStale(grant(tidier, 'job.tidy'), now()).find(({ kind }) => kind === 'importRows')?.count ?? 0

async function carryOn(id: number) {
  try {
    await portions(id)
    tell(findJob(me(), id))
  } catch (error) {
    if (!(error instanceof Refusal)) logError(error)
    await writable()
    execute(failImport, machine, { id, failure: error instanceof Refusal ? error.message : '系统出错，已导入的记录保留，可以继续导入' })
    tell(findJob(me(), id))
  }
}

async function portions(id: number) {
  let size = FEWEST
  const ahead = spellAhead(findJob(me(), id))
  try {
    for (let job = findJob(me(), id); !state.stopping && isUnderWay(job); job = findJob(me(), id)) {
      ahead?.forget(job.cursor)
      const spelled = await ahead?.atLeast(size)
      await turnToWrite()
      const began = performance.now()
      execute(advanceImport, machine, { id, size, spelled })
      size = nextSize(size, performance.now() - began)
    }
  } finally {
    forgetTaken(id)
    ahead?.end()
  }
}

const isUnderWay = ({ status }: Job) => status === 'checking' || status === 'running'

/** How many records the next portion has, so that it takes about 100 ms on this machine. */
export const nextSize = (size: number, took: number) =>
  Math.round(Math.min(MOST, size * 2, Math.max(FEWEST, (size * PORTION_MS) / Math.max(took, 1))))

function tell({ id, status, target, createdBy, fileName, imported, refused, duplicate, failure, finishedAt }: Job) {
  const said =
    status === 'done'
      ? `导入完成：${fileName}，${imported} ${unitLabels[target]}，${refused + duplicate} 条未导入`
      : failure !== ''
        ? `导入中断：${fileName}，${failure}`
        : undefined
  if (said)
    execute(raiseNotification, machine, {
      userId: createdBy,
      key: `import:${id}:${status}:${finishedAt}`,
      kind: 'import',
      title: said,
      href: `/imports/${id}`,
    })
}

function watchStop() {
  if (state.watched) return
  state.watched = true
  onStop('imports', async () => {
    state.stopping = true
    await Promise.all(state.running.values())
  })
}
