import { ActionButton } from '../ui/action-button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import type { FormAction } from '../ui/form.tsx'

type View = { id: number; name: string; query: string; words: string; shared: boolean; mine: boolean; owner: string }

/** One's own views and the shared ones; only one's own can be changed. */
export function ViewTable({ views, remove }: { views: View[]; remove: FormAction }) {
  return (
    <DataTable
      caption="视图"
      columns={columns}
      rows={views.map((view) => ({
        id: view.id,
        cells: {
          name: { text: view.name, href: `/customers?${view.query}` },
          words: view.words,
          from: view.mine ? (view.shared ? '我，已共享' : '我') : view.owner,
          deeds: view.mine ? <Deeds view={view} remove={remove} /> : '',
        },
      }))}
      empty={{ title: '还没有视图', text: '在客户列表设好筛选，点「保存为视图」。', deed: { href: '/customers', label: '返回客户列表' } }}
    />
  )
}

const columns: Column[] = [
  { key: 'name', label: '视图名称', name: true },
  { key: 'words', label: '筛选条件', wrap: true },
  { key: 'from', label: '来自' },
  { key: 'deeds', label: '操作' },
]

function Deeds({ view: { id, name }, remove }: { view: View; remove: FormAction }) {
  return (
    <div className="deeds">
      <a className="btn quiet" href={`/customers/views/${id}`}>
        修改
      </a>
      <ActionButton
        action={remove}
        values={{ id }}
        variant="quiet"
        confirm={`删除视图「${name}」？客户不受影响。`}
        yes="删除视图"
        label={`删除视图 ${name}`}
      >
        删除
      </ActionButton>
    </div>
  )
}
