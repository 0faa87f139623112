import type { BlockList } from 'node:net'
import type { DoorSettings } from '#lib/door/door'
import { trustedProxies } from '#lib/door/peers'
import { CannotStart } from './cannot-start.ts'
import { publicUrlOf } from './place.ts'

type Environment = Record<string, string | undefined>

const SEARCHES = 200

/** The door's settings as the environment gives them: PUBLIC_URL, TRUSTED_PROXY, SEARCH_LIMIT (searches a session in 10 s, 0 for none). */
export function doorSettings(
  env: Environment,
  fixed: Pick<DoorSettings, 'root' | 'version' | 'databaseAnswers' | 'dataVersion'>,
): DoorSettings {
  const publicUrl = publicUrlOf(env)
  return {
    ...fixed,
    dev: env.NODE_ENV === 'development',
    publicUrl,
    trusted: trusted(env.TRUSTED_PROXY),
    searches: searches(env.SEARCH_LIMIT),
  }
}

function trusted(list: string | undefined): BlockList {
  try {
    return trustedProxies(list)
  } catch {
    throw new CannotStart(`TRUSTED_PROXY 应为 IP 地址或网段，以逗号分隔：${list}`)
  }
}

function searches(given: string | undefined) {
  const count = given ? Number(given) : SEARCHES
  if (!Number.isInteger(count) || count < 0) throw new CannotStart(`SEARCH_LIMIT 应为不小于 0 的整数：${given}`)
  return count
}
