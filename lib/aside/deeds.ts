import { assignMany, deleteMany, levelMany, tagMany } from '../customers/bulk.ts'
import { leaveUser, returnUser } from '../handovers/commands.ts'
import { takeBack } from '../undo/commands.ts'

/** Deeds about many at once, by name: one transaction each, too long for the thread that answers pages. */
export const deeds = { assignMany, levelMany, tagMany, deleteMany, leaveUser, returnUser, takeBack }
export type Deed = keyof typeof deeds

/** Up to so many rows are written faster than a thread begins. */
export const FEW = 20
