import { dayOf, daysBetween } from '#lib/kernel/time'
import type { previewPool } from '#lib/pool/queries-night'
import { DataTable } from '../ui/data-table.tsx'
import { Section } from '../ui/section.tsx'

type Preview = ReturnType<typeof previewPool>
type Props = { preview: Preview; day: string; isOn: boolean }

const SHOWN = 50

/** What the stored rules would do tonight and in the week after, before anything happens. */
export function PoolPreview({ preview: { recycled, soon, more }, day, isOn }: Props) {
  const all = [...recycled, ...soon]
  const plus = more ? '+' : ''
  return (
    <Section
      title="预览"
      sub={
        isOn
          ? `今晚会回收 ${recycled.length} 位，7 天内预警 ${soon.length}${plus} 位`
          : `启用后，今晚会回收 0 位，7 天内预警 ${soon.length}${plus} 位`
      }
    >
      <DataTable
        caption="将要预警和回收的客户"
        columns={[
          { key: 'name', label: '客户名称', name: true },
          { key: 'owner', label: '负责人', tag: true },
          { key: 'silent', label: '没有联系', tag: true },
          { key: 'does', label: '将要' },
          { key: 'on', label: '日期', tag: true },
        ]}
        rows={all.slice(0, SHOWN).map((one) => ({
          id: one.id,
          cells: {
            name: { text: one.name, href: `/customers/${one.id}`, weak: one.number },
            owner: one.owner ?? '-',
            silent: `${daysBetween(dayOf(one.silentSince), day)} 天`,
            does: one.does === 'recycle' ? { text: '回收', badge: 'warn' as const } : { text: '预警', badge: 'plain' as const },
            on: one.does === 'recycle' || one.warnOn < day ? '今晚' : one.warnOn,
          },
        }))}
        empty={{ title: '7 天内没有客户会被预警或回收', text: '按已保存的规则计算，修改规则并保存后重新计算。' }}
      />
      {all.length > SHOWN && <p className="none">{`只列出前 ${SHOWN} 位。`}</p>}
      {more && <p className="none">客户较多，只看了最久没有联系的 3,000 位。</p>}
    </Section>
  )
}
