import { Fragment } from 'react'
import type { tagParts } from '#lib/profiles/model'

/** [制造业]-[产能扩张需求]-[决策周期长]-[A类客户]: each part leads to the customers that share it (S1-20). */
export function CompositeTag({ parts }: { parts: ReturnType<typeof tagParts> }) {
  if (parts.length === 0) return null
  return (
    <p title="组合标签：点击任一部分，查看同类客户">
      {parts.map(({ text, query }, index) => (
        <Fragment key={query}>
          {index > 0 && '-'}
          <a href={`/customers?${query}`}>{`[${text}]`}</a>
        </Fragment>
      ))}
    </p>
  )
}
