import { Fragment } from 'react'

export type Place = { href: string; label: string; text: string }

/** The rooms of the settings, each with a line of what is in it. */
export function Overview({ places }: { places: Place[] }) {
  return (
    <dl className="facts sheet">
      {places.map(({ href, label, text }) => (
        <Fragment key={href}>
          <dt>
            <a href={href}>{label}</a>
          </dt>
          <dd>{text}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
