import { mergeFields } from '#lib/duplicates/choice'

type Fields = Record<string, unknown>

/** What the comparison posts, as the command takes it: which side stays, and what it takes over from the other. */
export function chosenIn({ winner, lowId, highId, lowVersion, highVersion, ...keep }: Fields) {
  const isHigh = winner === 'high'
  const [winnerId, loserId] = isHigh ? [highId, lowId] : [lowId, highId]
  const [winnerVersion, loserVersion] = isHigh ? [highVersion, lowVersion] : [lowVersion, highVersion]
  const other = isHigh ? 'low' : 'high'
  return { winnerId, loserId, winnerVersion, loserVersion, fromLoser: mergeFields.filter((field) => keep[`keep_${field}`] === other) }
}
