/** Chance that falls the same way each time: a story told twice is the same story. */
export type Dice = {
  roll: () => number
  int: (least: number, most: number) => number
  pick: <T>(list: readonly T[]) => T
  chance: (share: number) => boolean
  shuffled: <T>(list: readonly T[]) => T[]
}

/** Mulberry32 from a seed. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const int = (least: number, most: number) => least + Math.floor(roll() * (most - least + 1))
  const pick = <T>(list: readonly T[]) => list[int(0, list.length - 1)]!
  return { roll, int, pick, chance: (share) => roll() < share, shuffled: (list) => shuffle([...list], int) }
}

function shuffle<T>(list: T[], int: Dice['int']) {
  for (let at = list.length - 1; at > 0; at--) {
    const other = int(0, at)
    ;[list[at], list[other]] = [list[other]!, list[at]!]
  }
  return list
}
