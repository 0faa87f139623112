import { Section } from '#components/ui/section'

/** What lets a record in and yet deserves a look, most frequent first. */
export function WarningList({ warnings }: { warnings: { label: string; reason: string; n: number }[] }) {
  if (warnings.length === 0) return null
  return (
    <Section title="提醒" sub="不影响导入，请留意；按前 5,000 条统计">
      <ul>
        {warnings.map(({ label, reason, n }) => (
          <li key={label + reason}>{`${label}：${reason}（${n.toLocaleString('en-US')} 条）`}</li>
        ))}
      </ul>
    </Section>
  )
}
