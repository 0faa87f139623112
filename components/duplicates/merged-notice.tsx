import { type MergeRow, mayUndo, undoDaysLeft } from '#lib/duplicates/model'
import type { FormAction } from '../ui/form.tsx'
import { Notice } from '../ui/notice.tsx'
import { UndoButton } from './undo-button.tsx'

type Props = { merges: MergeRow[]; at: number; undo: FormAction }

/** On the archive that stayed: what was merged into it, while that can be undone. */
export function MergedNotice({ merges, at, undo }: Props) {
  return merges
    .filter((merge) => mayUndo(merge, at))
    .map((merge) => (
      <Notice key={merge.id} title={`已并入 ${merge.loserName}（${merge.loserNumber}）`} deeds={<UndoButton merge={merge} undo={undo} />}>
        {`${undoDaysLeft(merge, at)} 天内可以撤销，撤销后两份档案恢复原样，合并之后新增的记录留在这里。`}
      </Notice>
    ))
}
