import type { Metadata } from 'next'
import { LinkButton } from '#components/ui/button'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { checkChain } from '#lib/audit/queries-chain'
import { momentWords } from '#lib/audit/words'
import { allow } from '../../../_web/allow.ts'

export const metadata: Metadata = { title: '日志完整性' }

const NEWEST = 10_000

export default async function ChainPage() {
  const me = await allow('audit.read')
  const { checked, broken, since } = await checkChain(me, NEWEST)
  const count = checked.toLocaleString('en-US')
  return (
    <>
      <PageHeader title="日志完整性" trail={[{ href: '/audit', label: '日志' }]} />
      {broken === undefined ? (
        <Notice tone="good" title="链条完整">
          {checked === 0 ? '还没有日志。' : `最近 ${count} 条日志（自 ${momentWords(since ?? 0)} 起）逐条相扣，没有被改动、删除或插入。`}
        </Notice>
      ) : (
        <Notice tone="bad" alert title="链条中断">
          {`第 ${broken} 条日志与前一条对不上：它或它之前的一条在平台之外被改动过。请保留现场，用最近的备份核对，并查明谁能接触数据文件。`}
        </Notice>
      )}
      <p>每条日志都带有前一条的校验值，改动任何一条都会让后面的对不上。检查全部日志请在服务器上运行 npm run verify。</p>
      <p className="deeds mt-4">
        <LinkButton href="/audit/chain">再检查一次</LinkButton>
      </p>
    </>
  )
}
