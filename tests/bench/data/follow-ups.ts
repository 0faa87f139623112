import type { Customer } from '#lib/customers/model'
import type { FollowUp } from '#lib/followups/model'
import { dayOf } from '#lib/kernel/time'
import type { World } from './customer.ts'
import { between, type Dice, pick, weighted } from './dice.ts'
import { contents, feedbacks } from './words.ts'

const HOUR = 3_600_000
/** No customer has more follow-ups than this; their ids lie in a row of so many. */
const MOST = 16

/** A customer's follow-ups, in the order of time. */
export function followUpsOf({ at, staff }: World, { id, ownerId, createdAt }: Customer, roll: Dice): FollowUp[] {
  const count = weighted(roll, [
    [0, 12],
    [1, 18],
    [2, 20],
    [3, 20],
    [4, 12],
    [6, 12],
    [10, 5],
    [MOST - 1, 1],
  ] as const)
  const moments = Array.from({ length: count }, () => createdAt + Math.floor(roll() * (at - createdAt))).sort((a, b) => a - b)
  return moments.map((occurredAt, n) => {
    const follower = ownerId ?? staff.service
    const createdAt = Math.min(at, occurredAt + between(roll, 2 * 60_000, roll() < 0.8 ? HOUR : 30 * HOUR))
    const followUpId = (id - 1) * MOST + n + 1
    return {
      id: followUpId,
      number: `G${dayOf(createdAt).replaceAll('-', '')}${String(followUpId).padStart(3, '0')}`,
      customerId: id,
      occurredAt,
      method: weighted(roll, [
        ['phone', 45],
        ['wechat', 25],
        ['visit', 10],
        ['meeting', 6],
        ['email', 6],
        ['online', 5],
        ['sms', 1],
        ['event', 1],
        ['other', 1],
      ] as const),
      contentType: weighted(roll, [
        ['value', 25],
        ['service', 35],
        ['care', 15],
        ['sales', 15],
        [null, 10],
      ] as const),
      content: pick(roll, contents),
      feedback: pick(roll, feedbacks),
      followerId: follower,
      followerName: '',
      enteredBy: follower,
      importJobId: null,
      importKey: null,
      demo: false,
      createdAt,
      version: 1,
    }
  })
}
