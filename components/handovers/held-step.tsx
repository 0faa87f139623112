import { Facts } from '../ui/facts.tsx'
import { Section } from '../ui/section.tsx'
import type { Held } from './leaving.ts'

type HeldProps = {
  name: string
  held: Held
  others: { label: string; unit: string; count: number }[]
  headOf: string | undefined
  isCurrent: boolean
}

/** Step one: what the person has in hand. */
export function HeldStep({ name, held, others, headOf, isCurrent }: HeldProps) {
  const counted = (n: number) => n.toLocaleString('en-US')
  return (
    <Section title="1. 名下有什么" sub={isCurrent ? '交接前请核对' : undefined}>
      <Facts
        columns={2}
        facts={[
          { label: '负责的客户', value: `${counted(held.customers)} 位` },
          { label: '未完成待办', value: `${counted(held.todos)} 项` },
          ...others.map(({ label, unit, count }) => ({ label, value: `${counted(count)} ${unit}` })),
          ...(headOf ? [{ label: '部门职务', value: `${headOf}：请另外指定部门的接任人` }] : []),
          { label: '留在原处', value: `${name} 登记的联系人、写过的跟进和上传的附件保留原署名，随客户可见` },
        ]}
      />
    </Section>
  )
}
