import type { MergeRow } from '#lib/duplicates/model'
import { ActionButton } from '../ui/action-button.tsx'
import type { FormAction } from '../ui/form.tsx'

/** Takes a merge back, after a question. */
export function UndoButton({ merge, undo }: { merge: MergeRow; undo: FormAction }) {
  return (
    <ActionButton
      action={undo}
      values={{ id: merge.id }}
      label={`撤销合并 ${merge.loserName}`}
      confirm={`撤销后「${merge.loserName}」（${merge.loserNumber}）恢复为单独的档案，合并之后新增的记录留在「${merge.winnerName}」。`}
      yes="撤销合并"
    >
      撤销合并
    </ActionButton>
  )
}
