import { keyWords, type Split } from '#lib/handovers/model'
import { DataTable } from '../ui/data-table.tsx'
import { Form, type FormAction } from '../ui/form.tsx'
import { Section } from '../ui/section.tsx'
import type { Colleague, Held, Share } from './leaving.ts'

type ConfirmProps = {
  userId: number
  name: string
  how: string
  split: Split
  toId: number
  plan: string
  shares: Share[]
  held: Held
  colleagues: Colleague[]
  path: string
  leave: FormAction
  isActive: boolean
}

/** Step three: how many go to whom, the reason, and off it goes. */
export function ConfirmStep({ userId, name, how, split, toId, plan, shares, held, colleagues, path, leave, isActive }: ConfirmProps) {
  const groups = Map.groupBy(shares, (share) => share.toId)
  const rows = [...groups].map(([id, some]) => ({
    id,
    cells: {
      to: colleagues.find((one) => one.id === id)?.name,
      what: some.map(({ key }) => keyWords(split, key)).join('、'),
      count: some.reduce((sum, { count }) => sum + count, 0),
    },
  }))
  return (
    <Section title="3. 核对并确认" sub={how}>
      {rows.length > 0 && (
        <DataTable
          caption="交接预览"
          columns={[
            { key: 'to', label: '接收人', name: true },
            { key: 'what', label: '范围', wrap: true },
            { key: 'count', label: '客户', num: true, tag: true },
          ]}
          rows={rows}
          empty={{ title: '名下没有客户' }}
        />
      )}
      <p className="said-so">
        {`客户、对应的未完成待办和协作关系一起移交，每位接收人得到一份交接书；${isActive ? `${name} 的账号立即停用，所有设备退出登录。` : ''}全部一次移交，要么都成，要么都不动；客户上千时需要等几秒。30 天内可以撤销。`}
      </p>
      <Form
        action={leave}
        id="leave"
        submit={isActive ? '移交并停用账号' : '移交'}
        variant="danger"
        cancel={{ href: path, label: '返回修改' }}
        fields={[
          { kind: 'hidden', name: 'id', value: userId },
          { kind: 'hidden', name: 'toId', value: toId },
          { kind: 'hidden', name: 'split', value: split },
          { kind: 'hidden', name: 'plan', value: plan },
          { kind: 'hidden', name: 'expected', value: held.customers },
          { kind: 'text', name: 'reason', label: '交接原因', required: true, maxLength: 100, value: '离职' },
        ]}
      />
    </Section>
  )
}
