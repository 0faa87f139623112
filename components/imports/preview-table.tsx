import { DataTable } from '#components/ui/data-table'
import { Section } from '#components/ui/section'
import { verdictLabels } from '#lib/imports/labels'
import type { Preview } from '#lib/imports/preview'

export const verdictTones = { valid: 'good', imported: 'good', duplicate: 'warn', refused: 'bad' } as const

/** The first twenty records as they would come in. */
export function PreviewTable({ preview: { columns, rows } }: { preview: Preview }) {
  return (
    <Section title="预览" sub={`前 ${rows.length} 条，电话等已遮盖`} id="preview">
      <DataTable
        caption="预览"
        columns={[
          { key: 'record', label: '记录号', num: true, title: '表格中的第几行记录，列名是第 1 行' },
          { key: 'verdict', label: '结果', name: true },
          { key: 'said', label: '说明', wrap: true },
          ...columns.map(({ key, label, title }) => ({ key: `f_${key}`, label, title: `表格中的「${title}」列`, tag: true })),
        ]}
        rows={rows.map(({ record, verdict, said, cells }) => ({
          id: record,
          cells: {
            record,
            verdict: { text: verdictLabels[verdict], badge: verdictTones[verdict] },
            said: said.join('；') || '-',
            ...Object.fromEntries(
              columns.map(({ key }, at) => [`f_${key}`, { text: cells[at] || '-', clamp: (cells[at] ?? '').length > 30 }]),
            ),
          },
        }))}
        empty={{ title: '没有记录' }}
      />
    </Section>
  )
}
