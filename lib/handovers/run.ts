import { onStop } from '../door/closers.ts'
import { logError } from '../door/log.ts'
import { processWide } from '../door/process-wide.ts'
import { execute } from '../execute.ts'
import { breath } from '../kernel/breath.ts'
import { grant } from '../kernel/grant.ts'
import { handBack, handOn } from './commands.ts'
import { findBusyLeave, listBusyLeaves } from './queries-leaves.ts'

const machine = { job: 'user.leave' }
const me = () => grant(machine, 'customer.handOn')
const state = processWide('leaves', () => ({ running: new Map<number, Promise<void>>(), stopping: false, watched: false }))

// A portion is to take this long, so that pages never wait longer for the writer.
const PORTION_MS = 40
const FEWEST = 10
const MOST = 300

/** Works a leave off, or its way back, a portion at a time; once a process and leave, whoever asks. */
export function runLeave(id: number): Promise<void> {
  watchStop()
  const known = state.running.get(id)
  if (known) return known
  const work = portions(id)
    .catch(logError)
    .finally(() => state.running.delete(id))
  state.running.set(id, work)
  return work
}

/** After a start: goes on with what a stop or a crash broke off. */
export async function resumeLeaves(): Promise<void> {
  await Promise.all(listBusyLeaves(me()).map(({ id }) => runLeave(id)))
}

async function portions(leaveId: number) {
  let size = FEWEST
  for (let deed = deedFor(leaveId); deed && !state.stopping; deed = deedFor(leaveId)) {
    const began = performance.now()
    deed(leaveId, size)
    size = nextSize(size, performance.now() - began)
    await breath()
  }
}

function deedFor(id: number) {
  const status = findBusyLeave(me(), id)?.status
  if (status === 'moving') return (leaveId: number, size: number) => execute(handOn, machine, { leaveId, size })
  return status === 'returning' ? (leaveId: number, size: number) => execute(handBack, machine, { leaveId, size }) : undefined
}

/** How much the next portion holds, so that it takes about 40 ms on this machine. */
export const nextSize = (size: number, took: number) =>
  Math.round(Math.min(MOST, size * 2, Math.max(FEWEST, (size * PORTION_MS) / Math.max(took, 1))))

function watchStop() {
  if (state.watched) return
  state.watched = true
  onStop('leaves', async () => {
    state.stopping = true
    await Promise.all(state.running.values())
  })
}
