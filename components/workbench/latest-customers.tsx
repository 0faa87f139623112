import type { listCustomers } from '#lib/customers/list'
import { EmptyState } from '../ui/empty-state.tsx'
import { Section } from '../ui/section.tsx'
import { TodoList } from '../ui/todo-list.tsx'

type Props = { title: string; customers: ReturnType<typeof listCustomers>['rows']; href: string; mayImport: boolean }

export function LatestCustomers({ title, customers, href, mayImport }: Props) {
  if (customers.length === 0) {
    const deed = mayImport ? { href: '/imports/new', label: '导入客户表' } : undefined
    return (
      <Section title={title}>
        <EmptyState title="还没有客户" text="把现有的客户表导入，或新增第一位客户。" deed={deed} />
      </Section>
    )
  }
  return (
    <Section title={title} sub={<a href={href}>全部</a>}>
      <TodoList
        items={customers.map((c) => ({
          id: c.id,
          when: c.createdOn,
          title: c.name,
          href: `/customers/${c.id}`,
          note: c.nextDueAt === null ? '没有下一步' : c.number,
        }))}
      />
    </Section>
  )
}
