/** So long a deed can be taken back. */
export const UNDO_MS = 600_000

/** Why a deed cannot be taken back, by the word an address carries. */
export const undoRefusals = {
  undoLate: '已超过 10 分钟，不能再撤销',
  undoUsed: '这次操作已经撤销过了',
  undoChanged: '其中有记录之后又被改过，不能撤销，本次没有改动',
  undoGone: '找不到可以撤销的操作',
} as const

export type UndoRefusal = keyof typeof undoRefusals

/** The word for a refusal; what is none of these was said by the deed itself. */
export const wordFor = (message: string): UndoRefusal | 'undoFailed' =>
  (Object.keys(undoRefusals) as UndoRefusal[]).find((word) => undoRefusals[word] === message) ?? 'undoFailed'
