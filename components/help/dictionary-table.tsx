import type { Entry } from '#lib/customers/dictionary'
import { type Column, DataTable } from '../ui/data-table.tsx'

const columns: Column[] = [
  { key: 'label', label: '字段名称', name: true },
  { key: 'kind', label: '字段类型', tag: true },
  { key: 'required', label: '必填', tag: true },
  { key: 'about', label: '说明', wrap: true, tag: true },
  { key: 'sample', label: '示例值', wrap: true, tag: true },
]

/** A table's fields in the five columns of the founding document (S0-58). */
export function DictionaryTable({ caption, entries }: { caption: string; entries: Entry[] }) {
  return (
    <DataTable
      caption={caption}
      columns={columns}
      empty={{ title: '没有字段', text: '' }}
      rows={entries.map(({ key, ...cells }) => ({ id: key, cells }))}
    />
  )
}
