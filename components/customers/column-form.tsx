'use client'

import { useActionState } from 'react'
import { type ColumnKey, columnKeys, columnLabels } from '#lib/customers/labels'
import { ErrorSummary } from '../ui/error-summary.tsx'
import type { FormAction } from '../ui/form.tsx'

type Props = { action: FormAction; shown: readonly ColumnKey[] }

/** Which columns, and in which place each; the ticked ones first. */
export function ColumnForm({ action, shown }: Props) {
  const [{ message, errors }, send, pending] = useActionState(action, {})
  const keys = [...shown, ...columnKeys.filter((key) => !shown.includes(key))]
  const said = message ?? Object.values(errors ?? {}).flat()[0]
  return (
    <form id="columns" className="form" action={send}>
      <ErrorSummary id="columns" message={said} errors={undefined} inputs={[]} />
      <div className="scroll">
        <table>
          <caption className="vh">列表的列</caption>
          <thead>
            <tr>
              <th scope="col">显示</th>
              <th scope="col">列</th>
              <th scope="col">顺序</th>
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <tr key={key}>
                <td>
                  <input
                    type="checkbox"
                    id={`shown-${key}`}
                    name="shown"
                    value={key}
                    defaultChecked={shown.includes(key)}
                    aria-label={`显示${columnLabels[key]}`}
                  />
                </td>
                <td>
                  <label htmlFor={`shown-${key}`}>{columnLabels[key]}</label>
                </td>
                <td>
                  <input
                    name={`place-${key}`}
                    inputMode="numeric"
                    maxLength={2}
                    size={3}
                    defaultValue={shown.includes(key) ? shown.indexOf(key) + 1 : ''}
                    aria-label={`${columnLabels[key]}的顺序`}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="deeds">
        <button type="submit" className="btn first" disabled={pending}>
          保存
        </button>
        <button type="submit" className="btn" name="reset" value="1">
          恢复默认
        </button>
        <a className="btn quiet" href="/customers">
          取消
        </a>
      </p>
    </form>
  )
}
