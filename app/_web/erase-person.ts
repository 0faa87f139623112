import { clearTraces } from '#lib/backups/erasures'
import { execute } from '#lib/execute'
import { breath } from '#lib/kernel/breath'
import { Forbidden, Unfit } from '#lib/kernel/errors'
import { can, grant, type User } from '#lib/kernel/grant'
import { now } from '#lib/kernel/time'
import { settleErasure } from '#lib/persons/commands'
import { type Hit, listHits } from '#lib/persons/list'
import { readRef } from '#lib/persons/model'
import { findKnown } from '#lib/persons/queries'
import type { Known } from '#lib/persons/words'
import { failSignIn } from '#lib/sessions/commands'
import { fits } from '#lib/sessions/passwords'
import { blockedUntil, findAccount } from '#lib/sessions/queries'
import { originOf } from './allow.ts'

type Fields = Record<string, unknown>
const TURN_MS = 10

/** What an erasure needs beside what was typed: the password proved, and every row found that speaks of the person, while others get their turn. */
export async function prepareErasure({ password, ...fields }: Fields, user: User) {
  if (!can(user, 'person.erase')) throw new Forbidden('person.erase')
  const refs = String(fields.of ?? '')
    .split(',')
    .flatMap((word) => readRef(word) ?? [])
  await provePassword(String(password ?? ''), user)
  const known = findKnown(grant(user, 'person.erase'), refs, fields.address === 'on')
  return { ...fields, hits: await gather(known), confirmed: true }
}

/** Clears what the erasure left outside the rows; where somebody reads just then, the nightly job does. */
export function afterErasure() {
  for (const id of clearTraces()) execute(settleErasure, { job: 'person.settle' }, { id })
}

async function provePassword(password: string, user: User) {
  if (password === '') throw new Unfit('password', '请输入登录密码')
  const held = blockedUntil(`account:${user.login}`) > now()
  if ((await fits(password, findAccount(user.login)?.passwordHash)) && !held) return
  execute(failSignIn, { job: '删除个人信息', from: user.from }, { login: user.login, address: originOf().address })
  throw new Unfit('password', '密码不正确，连续输错 5 次需等待后再试')
}

async function gather(known: Known): Promise<Hit[]> {
  const hits: Hit[] = []
  let began = performance.now()
  for (const some of listHits(known)) {
    hits.push(...some)
    if (performance.now() - began < TURN_MS) continue
    await breath()
    began = performance.now()
  }
  return hits
}
