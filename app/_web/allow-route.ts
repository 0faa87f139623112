import { writable } from '#lib/aside/gate'
import { refuse } from '#lib/execute'
import { Missing } from '#lib/kernel/errors'
import { can, type Grant, grant } from '#lib/kernel/grant'
import type { Permission } from '#lib/kernel/permissions'
import { signedIn } from './allow.ts'

/** The first line of every route, which may leave a row: a grant, or the answer in its place: 401 for a stranger, 403 and one audit row for who may not (quality 2). */
export async function allowRoute<P extends Permission>(permission: P): Promise<Grant<P> | Response> {
  await writable()
  const user = await signedIn()
  if (!user || user.mustChangePassword) return sentence(401, '请先登录')
  if (can(user, permission)) return grant(user, permission)
  refuse(user, permission, '没有权限')
  return sentence(403, '没有权限')
}

/** What `work` answers; 404 for what is not there, or not within reach. */
export function answerOrNotFound(work: () => Response): Response {
  try {
    return work()
  } catch (error) {
    if (error instanceof Missing) return sentence(404, error.message)
    throw error
  }
}

const sentence = (status: number, text: string) =>
  new Response(text, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' } })
