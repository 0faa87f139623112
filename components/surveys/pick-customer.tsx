import type { matchCustomers } from '#lib/customers/list'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Filters } from '../ui/filters.tsx'
import { Notice } from '../ui/notice.tsx'
import { at } from '../ui/place.tsx'

type Props = { path: string; query: { survey?: string }; q?: string; found: ReturnType<typeof matchCustomers> }

/** Which customer is to be asked: by name, initials, number or telephone. */
export function PickCustomer({ path, query, q, found }: Props) {
  return (
    <>
      <Filters
        place={{ path, query: { ...query, q } }}
        filters={[{ kind: 'search', name: 'q', label: '搜索客户', placeholder: '客户名称、拼音首字母、编号、电话' }]}
      />
      <div id="list">
        {q === undefined ? (
          <EmptyState title="先找到客户" text="输入客户名称、拼音首字母、编号或电话，选中后邀请。" />
        ) : found.length === 0 ? (
          <Notice tone="warn" title="没有找到这位客户">
            换一个名称或号码再试。
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
            rows={found.map((customer) => {
              const href = at({ path, query }, { customer: customer.id })
              return {
                id: customer.id,
                cells: {
                  name: { text: customer.name, href, weak: customer.number },
                  contact: customer.contactMasked,
                  phone: customer.phoneMasked,
                  owner: customer.ownerMasked,
                  deed: { text: '选这位客户', href },
                },
              }
            })}
            empty={{ title: '' }}
          />
        )}
      </div>
    </>
  )
}
