type Props = { title: string; sub?: React.ReactNode; id?: string; deeds?: React.ReactNode; children: React.ReactNode }

export function Section({ title, sub, id, deeds, children }: Props) {
  return (
    <section id={id}>
      <div className="head">
        <h2>
          {title}
          {sub && <small>{sub}</small>}
        </h2>
        {deeds && <div className="deeds">{deeds}</div>}
      </div>
      {children}
    </section>
  )
}
