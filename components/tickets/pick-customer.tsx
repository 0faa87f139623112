import type { matchCustomers } from '#lib/customers/list'
import { LinkButton } from '../ui/button.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Filters } from '../ui/filters.tsx'
import { Notice } from '../ui/notice.tsx'

type Props = {
  q?: string
  found: ReturnType<typeof matchCustomers>
  mayAdd: boolean
  /** May ask sales to register whoever rings. */
  mayPass: boolean
}

/** Whose ticket it is: by name, initials, number, or the number that rings (S0-37). */
export function PickCustomer({ q, found, mayAdd, mayPass }: Props) {
  return (
    <>
      <Filters
        place={{ path: '/tickets/new', query: { q } }}
        filters={[{ kind: 'search', name: 'q', label: '客户或来电号码', placeholder: '来电号码、客户名称、拼音首字母、编号' }]}
      />
      <div id="list">
        {q === undefined ? (
          <EmptyState title="先找到客户" text="输入来电号码，或客户名称、拼音首字母、编号，选中后填写工单。" />
        ) : found.length === 0 ? (
          <Notice tone="warn" title="没有找到这位客户" deeds={deedOf(q, mayAdd, mayPass)}>
            换一个号码或名称再试；号码完整时按整号查找，也可只输末尾四位以上。
          </Notice>
        ) : (
          <DataTable
            caption="找到的客户"
            columns={[
              { key: 'name', label: '客户名称', name: true },
              { key: 'contact', label: '联系人' },
              { key: 'phone', label: '联系方式' },
              { key: 'owner', label: '负责人', extra: true },
              { key: 'deed', label: '操作' },
            ]}
            rows={found.map((customer) => ({
              id: customer.id,
              cells: {
                name: { text: customer.name, href: `/tickets/new?customer=${customer.id}`, weak: customer.number },
                contact: customer.contactMasked,
                phone: customer.phoneMasked,
                owner: customer.ownerMasked,
                deed: { text: '选这位客户', href: `/tickets/new?customer=${customer.id}` },
              },
            }))}
            empty={{ title: '' }}
          />
        )}
      </div>
    </>
  )
}

function deedOf(q: string, mayAdd: boolean, mayPass: boolean) {
  if (mayAdd) return <LinkButton href="/customers/new">新增客户</LinkButton>
  return mayPass && <LinkButton href={`/tickets/caller?${new URLSearchParams({ q })}`}>请销售登记客户</LinkButton>
}
