import type { Metadata } from 'next'
import { Done } from '#components/done'
import { ActionButton } from '#components/ui/action-button'
import { EmptyState } from '#components/ui/empty-state'
import { Figures } from '#components/ui/figures'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import type { Query } from '#components/ui/place'
import { Section } from '#components/ui/section'
import { countDemo, type DemoCounts, findRemoval, hasDemo } from '#lib/demo/queries'
import { allow } from '../../../_web/allow.ts'
import { remove } from './actions.ts'

export const metadata: Metadata = { title: '示例数据' }

export default async function DemoPage({ searchParams }: { searchParams: Promise<Query> }) {
  const me = await allow('demo.remove')
  return (
    <>
      <PageHeader title="示例数据" trail={[{ href: '/settings', label: '设置' }]} />
      {hasDemo() ? <Present counts={countDemo(me)} {...findRemoval(me)} /> : <Absent />}
      <Done word={(await searchParams).done} />
    </>
  )
}

function Present({ counts, own, lent }: { counts: DemoCounts; own: boolean; lent: number }) {
  return (
    <>
      <p>示例公司用来熟悉平台，其中的企业、个人和电话都是虚构的。开始录入真实客户之后，可以一次清除。</p>
      <Section title="带有示例标记的内容">
        <Figures figures={figuresOf(counts)} />
      </Section>
      <Section title="清除">
        <p>以上内容和其中的导入、提醒、查看记录会一起删除，不能恢复；操作日志保留。真实的客户、跟进和账号不受影响。</p>
        {lent > 0 && <Notice title={`${lent} 位真实客户由示例账号负责`}>清除后改由你负责，可以再转给其他同事。</Notice>}
        {own && (
          <Notice tone="warn" title="你正在使用示例账号">
            清除后这个账号保留为正式账号，部门为空。请随后在「我的账号」修改密码，并核对姓名。
          </Notice>
        )}
        <ActionButton
          action={remove}
          variant="danger"
          confirm={`清除 ${counts.customers} 位示例客户和 ${counts.users - (own ? 1 : 0)} 个示例账号？删除后不能恢复。`}
          yes="清除示例数据"
        >
          清除示例数据
        </ActionButton>
      </Section>
    </>
  )
}

const figuresOf = ({ customers, followUps, todos, purchases, users, departments }: DemoCounts) => [
  { label: '客户', value: customers },
  { label: '跟进', value: followUps },
  { label: '待办', value: todos },
  { label: '采购', value: purchases },
  { label: '账号', value: users },
  { label: '部门', value: departments },
]

function Absent() {
  return <EmptyState title="没有示例数据" text="示例数据已经清除，或从未载入。需要时可以在服务器上运行 npm run demo 载入。" />
}
