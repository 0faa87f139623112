import type { Actor } from '../kernel/grant.ts'
import { can } from '../kernel/grant.ts'
import { type VoiceKey, voiceKeys, voices } from './voices.ts'

/** A ref of a list as it is stored, taken apart: which voice, which row. */
export type Ref = { voice: VoiceKey; id: number }

export const refsIn = (refs: readonly string[]): Ref[] =>
  refs.flatMap((ref) => {
    const voice = voiceKeys.find((one) => one === ref[0])
    return voice ? [{ voice, id: Number.parseInt(ref.slice(1), 36) }] : []
  })

/** The voices somebody may listen to. */
export const heardBy = (actor: Actor) => voiceKeys.filter((voice) => can(actor, voices[voice].permission))
