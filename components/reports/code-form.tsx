/** A code from the paper, typed: leads to the tickets behind it. */
export function CodeForm({ id, unknown }: { id: number; unknown?: string | undefined }) {
  return (
    <form className="form inline my-4 max-w-md" action={`/reports/${id}/code`}>
      <div className="field">
        <label htmlFor="code">数字的代码</label>
        <input
          id="code"
          name="code"
          placeholder="例如 A-1、B3-2"
          maxLength={20}
          defaultValue={unknown}
          aria-describedby={unknown && 'code-unknown'}
          required
        />
      </div>
      <p className="deeds">
        <button type="submit" className="btn">
          列出工单
        </button>
      </p>
      {unknown && <p id="code-unknown" role="alert" className="text-bad">{`报告中没有代码「${unknown}」，请核对后再试`}</p>}
    </form>
  )
}
