import { type Found, kindLabels, refWord } from '#lib/persons/model'
import { DataTable } from '../ui/data-table.tsx'

const columns = [
  { key: 'name', label: '姓名', name: true },
  { key: 'phone', label: '联系方式', tag: true },
  { key: 'email', label: '邮箱', tag: true },
  { key: 'where', label: '位置' },
  { key: 'customer', label: '客户' },
  { key: 'more', label: '还存有', tag: true, wrap: true },
]

/** Where a person's data stands, by masks; the ticked ones belong to one person. */
export function PersonTable({ rows, bulk }: { rows: Found[]; bulk?: string }) {
  return (
    <DataTable
      caption="存有个人信息的位置"
      columns={columns}
      bulk={bulk}
      rows={rows.map((row) => ({ id: refWord(row), label: `${row.number} ${kindLabels[row.kind]}`, cells: cellsOf(row) }))}
      empty={{ title: '没有找到', text: '请输入完整的号码、邮箱或姓名；回收站里的档案按号码或邮箱查找' }}
    />
  )
}

const cellsOf = ({ kind, customerId, number, customer, isDeleted, name, phone, email, more, files }: Found) => ({
  name: name || '未填写',
  phone: phone || null,
  email: email || null,
  where: kindLabels[kind],
  customer: isDeleted
    ? { text: `${number} ${customer}`, weak: '在回收站' }
    : { text: `${number} ${customer}`, href: `/customers/${customerId}` },
  more: [...more, files > 0 ? `附件 ${files} 个` : ''].filter(Boolean).join('、') || null,
})
