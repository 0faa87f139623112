import type { FigureSection } from '#lib/tickets/figure-words'

/** Ways down a page of many sections, by their titles. */
export const Jumps = ({ sections }: { sections: Pick<FigureSection, 'id' | 'title'>[] }) => (
  <nav className="jumps screen" aria-label="本页内容">
    {sections.map(({ id, title }) => (
      <a key={id} href={`#${id}`}>
        {title}
      </a>
    ))}
  </nav>
)
