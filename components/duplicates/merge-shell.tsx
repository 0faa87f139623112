'use client'

import { useActionState } from 'react'
import { ErrorSummary } from '../ui/error-summary.tsx'
import type { FormAction } from '../ui/form.tsx'

type Props = { action: FormAction; hidden: Record<string, number>; children: React.ReactNode }

/** The form around the comparison; what was refused stands above it. */
export function MergeShell({ action, hidden, children }: Props) {
  const [{ message, errors }, send, pending] = useActionState(action, {})
  return (
    <form id="merge" action={send}>
      <ErrorSummary id="merge" message={message} errors={errors} inputs={[]} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <p className="deeds">
        <button
          type="submit"
          className="btn first"
          disabled={pending}
          data-confirm="合并后只保留一份档案，另一份的编号和名称仍可搜索到。30 天内可以撤销。"
          data-yes="合并"
        >
          合并两份档案
        </button>
        <a className="btn quiet" href="/customers/duplicates">
          取消
        </a>
      </p>
    </form>
  )
}
