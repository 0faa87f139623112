/** How often this archive was looked at this month; whose it is sees by whom (N-04). */
export function Seen({ id, count, mayRead }: { id: number; count: number; mayRead: boolean }) {
  const words = `本月被查看 ${count} 次`
  return mayRead ? <a href={`/customers/${id}/reveals`}>{words}</a> : words
}
