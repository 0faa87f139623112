export type Figure = { label: string; value: string | number; unit?: string; href?: string; tone?: 'bad' | 'warn' | 'good'; note?: string }

/** The few numbers that matter, each a way to the list it counts. */
export function Figures({ figures }: { figures: Figure[] }) {
  return (
    <ul className="figures">
      {figures.map((figure) => (
        <li key={figure.label} className={figure.tone && `is-${figure.tone}`}>
          {figure.href ? (
            <a href={figure.href}>
              <One {...figure} />
            </a>
          ) : (
            <div>
              <One {...figure} />
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

function One({ label, value, unit, note }: Figure) {
  return (
    <>
      <b>
        {typeof value === 'number' ? value.toLocaleString('en-US') : value}
        {unit && <small>{unit}</small>}
      </b>
      <span>{label}</span>
      {note && <small>{note}</small>}
    </>
  )
}
