import type { FileItem } from '#lib/files/list'
import { ActionButton } from '../ui/action-button.tsx'
import type { FormAction } from '../ui/form.tsx'

type Props = { file: FileItem; customerId: number; mayRename?: boolean; remove?: FormAction; restore?: FormAction }

/** What can be done with one file besides keeping it. */
export function FileDeeds({ file: { id, name, extension }, customerId, mayRename, remove, restore }: Props) {
  const full = `${name}.${extension}`
  return (
    <>
      {mayRename && (
        <a href={`/customers/${customerId}/files/${id}`} aria-label={`改名 ${full}`}>
          改名
        </a>
      )}
      {remove && (
        <ActionButton
          action={remove}
          values={{ id, customerId }}
          variant="danger"
          label={`删除 ${full}`}
          confirm={`删除附件「${full}」？删除后可以在回收站恢复。`}
          yes="删除附件"
        >
          删除
        </ActionButton>
      )}
      {restore && (
        <ActionButton action={restore} values={{ id, customerId }} label={`恢复 ${full}`}>
          恢复
        </ActionButton>
      )}
    </>
  )
}
