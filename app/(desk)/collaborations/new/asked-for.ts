import { Conflict } from '#lib/kernel/errors'
import type { Grant } from '#lib/kernel/grant'
import { findAskPage } from '#lib/sharing/queries-requests'

type Way = { problem: string; href: string; label: string }

/** The customer a token stands for, as the asker may see it; or why nothing is to be asked, and where to go. */
export function askedFor(me: Grant<'collaboration.ask'>, token: string): ReturnType<typeof findAskPage> | Way {
  try {
    const found = findAskPage(me, token)
    if (found.reachedId)
      return { problem: '这位客户已经在你的范围内，不需要申请', href: `/customers/${found.reachedId}`, label: '打开客户' }
    if (found.isOpen) return { problem: '你已经申请过，对方还没有答复', href: '/collaborations?show=mine', label: '查看我提出的申请' }
    return found
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    return { problem: error.message, href: '/customers/check', label: '重新查重' }
  }
}
