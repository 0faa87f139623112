import { ActionButton } from '../ui/action-button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import type { FormAction } from '../ui/form.tsx'

type View = { id: number; name: string; query: string; words: string; shared: boolean; mine: boolean; owner: string }

/** One's own views and the shared ones; only one's own can be changed. */
export function ViewTable({ views, remove }: { views: View[]; remove: FormAction }) {
  if (views.length === 0)
    return (
      <EmptyState title="还没有视图" text="在客户列表设好筛选，点「保存为视图」。" deed={{ href: '/customers', label: '返回客户列表' }} />
    )
  return (
    <div className="scroll">
      <table className="cards">
        <caption className="vh">视图</caption>
        <thead>
          <tr>
            <th scope="col">视图名称</th>
            <th scope="col">筛选条件</th>
            <th scope="col">来自</th>
            <th scope="col">操作</th>
          </tr>
        </thead>
        <tbody>
          {views.map((view) => (
            <tr key={view.id}>
              <td className="name">
                <a href={`/customers?${view.query}`}>{view.name}</a>
              </td>
              <td className="wrap">{view.words}</td>
              <td>{view.mine ? (view.shared ? '我，已共享' : '我') : view.owner}</td>
              <td>{view.mine && <Deeds view={view} remove={remove} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

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
