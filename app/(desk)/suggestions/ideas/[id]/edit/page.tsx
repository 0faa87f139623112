import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { MOST_TITLE } from '#lib/suggestions/model'
import { listColleagues } from '#lib/users/queries'
import { allow } from '../../../../../_web/allow.ts'
import { edit } from '../../../actions.ts'
import { ideaFor } from '../idea.ts'

export const metadata = { title: '修改改进事项' }

export default async function EditIdeaPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await allow('idea.edit')
  const { idea, responsible, back, further, hidden } = await ideaFor(me, params)
  const people = listColleagues().map((u) => ({ value: u.id, label: u.department ? `${u.name}（${u.department}）` : u.name }))
  const gone =
    idea.responsibleId !== null && !people.some(({ value }) => value === idea.responsibleId)
      ? [{ value: idea.responsibleId, label: `${responsible}（已停用）` }]
      : []
  return (
    <>
      <PageHeader title="修改改进事项" trail={further} />
      <Form
        action={edit}
        id="idea"
        columns={2}
        submit="保存"
        cancel={{ href: back }}
        guard
        fields={[
          ...hidden,
          { kind: 'text', name: 'title', label: '改进事项', required: true, maxLength: MOST_TITLE, value: idea.title, autoFocus: true },
          {
            kind: 'select',
            name: 'responsibleId',
            label: '负责人（选填）',
            blank: '暂不指定',
            value: idea.responsibleId,
            options: [...people, ...gone],
          },
        ]}
      />
    </>
  )
}
