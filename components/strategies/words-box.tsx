/** Words to copy as they go to the customer: one click selects them all; where scripts run and it is meant to, a button copies them. */
export const WordsBox = ({ words, mayCopy }: { words: string; mayCopy?: boolean }) => (
  <div className="sheet words">
    <p className="select-all break-words whitespace-pre-line" title="点按即可选中" data-copy={mayCopy ? '' : undefined}>
      {words}
    </p>
  </div>
)
