import { statusLabels } from '#lib/surveys/labels'
import type { listSurveys } from '#lib/surveys/queries'
import { DataTable } from '../ui/data-table.tsx'

type Row = ReturnType<typeof listSurveys>[number] & { asked: string; answered: string }

export const statusTones = { draft: 'plain', open: 'good', closed: 'plain' } as const

/** Every questionnaire: what it asks, whether it is in use, how many were asked and answered. */
export const SurveyTable = ({ rows, mayCreate }: { rows: Row[]; mayCreate: boolean }) => (
  <DataTable
    caption="问卷"
    columns={[
      { key: 'title', label: '问卷名称', name: true },
      { key: 'status', label: '状态' },
      { key: 'questions', label: '题目', num: true, tag: true },
      { key: 'asked', label: '邀请（位）', num: true, tag: true },
      { key: 'answered', label: '答复（份）', num: true, tag: true },
      { key: 'automatic', label: '满 3 个月自动邀请', extra: true },
      { key: 'deed', label: '结果' },
    ]}
    rows={rows.map(({ id, title, edition, status, questions, asked, answered, atThreeMonths }) => ({
      id,
      tone: status === 'closed' ? 'weak' : undefined,
      cells: {
        title: { text: title, href: `/surveys/${id}`, weak: edition > 1 ? `第 ${edition} 版` : undefined },
        status: { text: statusLabels[status], badge: statusTones[status] },
        questions,
        asked: { text: asked, href: `/surveys/${id}#list` },
        answered: { text: answered, href: `/surveys/${id}?state=answered#list` },
        automatic: atThreeMonths ? '是' : '否',
        deed: { text: '查看结果', href: `/surveys/${id}/results` },
      },
    }))}
    empty={{
      title: '还没有问卷',
      text: '新建一份问卷，启用后就能邀请客户填写。',
      deed: mayCreate ? { href: '/surveys/new', label: '新建问卷' } : undefined,
    }}
  />
)
