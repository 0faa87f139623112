export type Dice = () => number

/** Numbers from 0 to 1 that are the same for the same seed: a data set can be built again, piece by piece, in any thread. */
export function dice(seed: number): Dice {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const pick = <T>(roll: Dice, from: readonly T[]): T => from[Math.floor(roll() * from.length)]!
export const between = (roll: Dice, from: number, to: number) => from + Math.floor(roll() * (to - from + 1))

/** The first of a list comes up most, as it does in life. */
export const skewed = <T>(roll: Dice, from: readonly T[], power = 2): T => from[Math.floor(roll() ** power * from.length)]!

/** Picks by weight: [[value, weight], …]. */
export function weighted<T>(roll: Dice, from: readonly (readonly [T, number])[]): T {
  let left = roll() * from.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [value, weight] of from) {
    left -= weight
    if (left < 0) return value
  }
  return from.at(-1)![0]
}
