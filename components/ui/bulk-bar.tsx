'use client'

import { useActionState } from 'react'
import type { FormAction } from './form.tsx'

type Props = {
  /** The form's id, as given to the table's `bulk`. */
  id: string
  /** A form action, or an address that is asked with GET. */
  action: FormAction | string
  unit: string
  /** Offers to take all that the filters found, not only this page. */
  all?: { count: string; name?: string }
  /** Hidden fields: the filter, so that "all" means the same on the server. */
  values?: Record<string, string>
  /** The deeds: buttons with name and value, selects. */
  children: React.ReactNode
}

/** Shows itself once a row is ticked; the ticked rows come as `ids`. */
export function BulkBar({ action, ...rest }: Props) {
  return typeof action === 'string' ? <Bar send={action} {...rest} /> : <ActionBar action={action} {...rest} />
}

function ActionBar({ action, ...rest }: Omit<Props, 'action'> & { action: FormAction }) {
  const [{ message }, send] = useActionState(action, {})
  return (
    <>
      {message && (
        <p className="notice bad" role="alert">
          {message}
        </p>
      )}
      <Bar send={send} {...rest} />
    </>
  )
}

type BarProps = Omit<Props, 'action'> & { send: string | ((form: FormData) => void) }

function Bar({ id, send, unit, all, values = {}, children }: BarProps) {
  return (
    <form id={id} className="bulk" action={send}>
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <output data-count={unit}>已选</output>
      {all && (
        <label className="tick">
          <input type="checkbox" name={all.name ?? 'all'} value="1" />
          <span>{`选择全部 ${all.count} ${unit}`}</span>
        </label>
      )}
      {children}
    </form>
  )
}
