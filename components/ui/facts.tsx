import { Fragment } from 'react'

export type Fact = { label: string; value?: React.ReactNode; help?: string }

/** Label and value, one line each; what is not known says so. */
export function Facts({ facts, columns = 1 }: { facts: Fact[]; columns?: 1 | 2 }) {
  return (
    <dl className={columns === 2 ? 'facts two' : 'facts'}>
      {facts.map(({ label, value, help }) => (
        <Fragment key={label}>
          <dt title={help}>{label}</dt>
          <dd>{isBlank(value) ? <span className="none">未填写</span> : value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}

const isBlank = (value: React.ReactNode) => value === undefined || value === null || value === ''
