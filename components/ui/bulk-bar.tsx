type Props = {
  /** The form's id, as given to the table's `bulk`. */
  id: string
  /** An address that is asked with GET. */
  action: string
  unit: string
  /** Offers to take all that the filters found, not only this page. */
  all?: { count: string; name?: string }
  /** Hidden fields: the filter, so that "all" means the same on the server. */
  values?: Record<string, string>
  /** The deeds: buttons with name and value, selects. */
  children: React.ReactNode
}

/** Shows itself once a row is ticked; the ticked rows come as `ids`. */
export function BulkBar({ id, action, unit, all, values = {}, children }: Props) {
  return (
    <form id={id} className="bulk" action={action}>
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
