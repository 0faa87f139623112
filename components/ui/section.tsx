type Props = { title: string; sub?: React.ReactNode; id?: string; deeds?: React.ReactNode; children: React.ReactNode }

export function Section({ title, sub, id, deeds, children }: Props) {
  return (
    <section id={id}>
      <h2>
        {title}
        {sub && <small>{sub}</small>}
        {deeds && <span className="deeds">{deeds}</span>}
      </h2>
      {children}
    </section>
  )
}
