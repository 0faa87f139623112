type Props = { label: string; value: number; max?: number; low?: number; high?: number; text?: string; note?: React.ReactNode }

export function Meter({ label, value, max = 100, low, high, text, note }: Props) {
  return (
    <div className="meter">
      <p>
        <b>{label}</b>
        <span>{text ?? `${Math.round((value / max) * 100)}%`}</span>
      </p>
      <meter aria-label={label} value={value} max={max} low={low} high={high} optimum={max} />
      {note && <small>{note}</small>}
    </div>
  )
}
