import type { listCustomers } from '#lib/customers/list'
import { dueWords } from '#lib/followups/model'
import { dayOf } from '#lib/kernel/time'
import { type Empty, EmptyState } from '../ui/empty-state.tsx'
import { Section } from '../ui/section.tsx'
import { TodoList } from '../ui/todo-list.tsx'

type Customers = ReturnType<typeof listCustomers>['rows']
type Reasons = { others: boolean; mayCreate: boolean; mayImport: boolean }
/** `others`: one's own are asked for, and colleagues may have some. */
type Props = Reasons & { title: string; customers: Customers; href: string; at: number }

export function LatestCustomers({ title, customers, href, at, ...reasons }: Props) {
  if (customers.length === 0)
    return (
      <Section title={title}>
        <EmptyState {...emptyOf(reasons)} />
      </Section>
    )
  return (
    <Section title={title} sub={<a href={href}>全部</a>}>
      <TodoList items={customers.map((customer) => itemOf(customer, at))} />
    </Section>
  )
}

function itemOf({ id, name, createdOn, nextDueAt }: Customers[number], at: number) {
  const day = createdOn.startsWith(dayOf(at).slice(0, 4)) ? createdOn.slice(5) : createdOn
  return {
    id,
    when: `建档 ${day}`,
    datetime: createdOn,
    title: name,
    href: `/customers/${id}`,
    note: nextDueAt === null ? '没有下一步' : `下一步：${dueWords({ dueAt: nextDueAt }, at)}`,
  }
}

function emptyOf({ others, mayCreate, mayImport }: Reasons): Empty {
  if (others) return { title: '我名下还没有客户', text: '新增的客户，或由同事转来的客户，会出现在这里。' }
  if (mayImport)
    return { title: '还没有客户', text: '把现有的客户表导入，或新增第一位客户。', deed: { href: '/imports/new', label: '导入客户表' } }
  return { title: '还没有客户', text: mayCreate ? '可以从新增第一位客户开始。' : '有了客户之后会出现在这里。' }
}
