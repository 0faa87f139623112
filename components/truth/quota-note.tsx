import { leftOf, type Quota } from '#lib/reveals/model'

/** How many looks are left today, or the way to more of them (N-04). */
export function QuotaNote({ quota }: { quota: Quota }) {
  const left = leftOf(quota)
  if (left > 0) return <p className="help">{`今天还可查看 ${left} 次，共 ${quota.allowed} 次`}</p>
  return (
    <p className="help">
      {`今天的 ${quota.allowed} 次已用完。`}
      <a href="/customers/reveals">请主管放行</a>
    </p>
  )
}
