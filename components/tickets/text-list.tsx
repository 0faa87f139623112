import { purposeLabels } from '#lib/tickets/labels'
import type { listTexts, listTypes } from '#lib/tickets/queries-rules'
import { ActionButton } from '../ui/action-button.tsx'
import { LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import type { FieldSpec } from '../ui/field-spec.tsx'
import type { FormAction } from '../ui/form.tsx'
import { Section } from '../ui/section.tsx'
import { typeGroups } from './fields.tsx'

type Text = ReturnType<typeof listTexts>[number]

/** Replies and materials as the house keeps them (S1-44). */
export function TextList({ texts, drop }: { texts: Text[]; drop: FormAction }) {
  if (texts.length === 0) return <EmptyState title="还没有标准答复和资料" text="把常说的话、常发的资料放在这里，处理工单时一点就能填入。" />
  return texts.map(({ id, purpose, type, title, body }) => (
    <Section
      key={id}
      title={title}
      sub={[purposeLabels[purpose], type ?? '所有类型'].join(' · ')}
      deeds={
        <>
          <LinkButton href={`/settings/tickets?text=${id}#text`} variant="quiet">
            修改
          </LinkButton>
          <ActionButton action={drop} values={{ id }} variant="quiet" confirm={`删除「${title}」？`} yes="删除" label={`删除 ${title}`}>
            删除
          </ActionButton>
        </>
      }
    >
      <p className="whitespace-pre-line">{body}</p>
    </Section>
  ))
}

export const textFields = (types: ReturnType<typeof listTypes>, text?: Text): FieldSpec[] => [
  {
    kind: 'radio',
    name: 'purpose',
    label: '用途',
    required: true,
    value: text?.purpose ?? 'reply',
    options: Object.entries(purposeLabels).map(([value, label]) => ({ value, label })),
  },
  { kind: 'select', name: 'typeId', label: '用于', value: text?.typeId, blank: '所有类型', options: typeGroups(types) },
  { kind: 'text', name: 'title', label: '标题', required: true, value: text?.title, maxLength: 40 },
  {
    kind: 'textarea',
    name: 'body',
    label: '内容',
    required: true,
    value: text?.body,
    rows: 4,
    maxLength: 2000,
    help: '{工单编号} 会换成当时的编号',
  },
]
