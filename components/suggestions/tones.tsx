import type { AskerState, IdeaStatus } from '#lib/suggestions/labels'
import type { Tone } from '../ui/badge.tsx'

export const statusTones: Record<IdeaStatus, Tone> = {
  new: 'plain',
  weighed: 'accent',
  planned: 'accent',
  landed: 'good',
  declined: 'plain',
}
export const askerTones: Record<AskerState, Tone> = { told: 'good', waiting: 'warn', cancelled: 'plain', none: 'plain' }
