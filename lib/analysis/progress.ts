import { processWide } from '../door/process-wide.ts'

type Progress = { done: number; total: number }
const held = processWide('analysis', (): { now: Progress | undefined } => ({ now: undefined }))

/** How far the working-out of this process is, in customers; undefined while there is none. */
export const progressNow = () => held.now

export function noteProgress(progress: Progress | undefined) {
  held.now = progress
}
