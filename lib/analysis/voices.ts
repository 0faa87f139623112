import type { Permission } from '../kernel/permissions.ts'

/** Where customers are heard (S2-12); a letter each, which stands before the id of what was said. */
export const voiceKeys = ['f', 'p', 't', 's'] as const
export type VoiceKey = (typeof voiceKeys)[number]

/** A module that hears customers adds itself here, and tells in sums.ts what it heard and in heard.ts how to list it. */
export const voices: Record<VoiceKey, { label: string; permission: Permission }> = {
  f: { label: '跟进反馈', permission: 'followUp.read' },
  p: { label: '客户画像', permission: 'customer.read' },
  t: { label: '工单', permission: 'ticket.read' },
  s: { label: '满意度调研', permission: 'survey.read' },
}
