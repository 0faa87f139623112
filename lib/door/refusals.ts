export type RefusalText = { title: string; advice: string }

/** What a refused request is told, by status; every page the door answers by itself is one of these. */
export const refusals: Record<number, RefusalText> = {
  400: { title: '请求无法识别', advice: '地址或表单内容不完整。请返回上一页，重新打开后再试。' },
  403: { title: '没有权限', advice: '当前账号不能进行此操作。如工作需要，请联系管理员开通权限。' },
  404: { title: '找不到此页面', advice: '内容不存在、已删除，或不在当前账号的查看范围内。请检查地址，或从工作台重新进入。' },
  405: { title: '不支持此请求方式', advice: '请从页面上的链接和按钮操作。' },
  409: { title: '页面已过期', advice: '系统已更新，此页面的表单不再有效，本次未保存。请返回上一页，刷新后重新提交。' },
  // Not sent as such: the words of a 404 for a customer who opened a link that is no longer good.
  410: { title: '链接无效', advice: '这个链接不存在，或已经换成新的链接。请使用最近收到的链接，或联系发送链接的人。' },
  413: { title: '提交的内容过大', advice: '本次未保存。请缩短文字，或减小文件后重新提交。' },
  421: { title: '访问地址不正确', advice: '此服务不使用该域名。请改用管理员提供的地址访问。' },
  429: { title: '操作过于频繁', advice: '请等待 10 秒后再试。' },
  500: { title: '抱歉，系统出错', advice: '本次操作未完成。请稍后重试；如仍出错，请把下方编号告知管理员。' },
  503: { title: '系统繁忙，请重试', advice: '本次未保存。请等待几秒后重新提交。' },
  507: { title: '磁盘空间不足，本次未保存', advice: '已有数据不受影响，仍可查看。请联系管理员清理磁盘后重新提交。' },
}

/** The status whose words fit: its own, or those of its family (400 or 500). */
export const spokenStatus = (status: number) => (refusals[status] ? status : status >= 500 ? 500 : 400)

/** The words for a path: whoever comes by a link of /q has no account and nothing to go back to. */
export const wordsAt = (status: number, path: string) => (status === 404 && path.startsWith('/q/') ? 410 : status)

/** One sentence for those who asked for no page: scripts, file routes, feeds. */
export function refusalSentence(status: number, reference: string) {
  const { title, advice } = refusals[spokenStatus(status)]!
  return status === 500 ? `${title}。${advice}编号：${reference}\n` : `${title}。${advice}\n`
}

/** Stands in the page where the reference number goes; the page itself is rendered once, at build. */
export const REFERENCE_SLOT = 'REFERENCE-NUMBER'
