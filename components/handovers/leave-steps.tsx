import { keyWords, type Split, splitLabels } from '#lib/handovers/model'
import { DataTable } from '../ui/data-table.tsx'
import { Facts } from '../ui/facts.tsx'
import { Fields } from '../ui/fields.tsx'
import { Form, type FormAction } from '../ui/form.tsx'
import { Section } from '../ui/section.tsx'

type Colleague = { id: number; name: string; department: string | null }
type Share = { key: string; count: number; toId: number }
type Held = { customers: number; todos: number }

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

type SplitProps = { colleagues: Colleague[]; split?: Split; toId?: number; shares?: Share[]; path?: string }

/** Step two: to whom, by which rule; with groups, who gets each of them. A plain question that leads on to the preview. */
export function SplitStep({ colleagues, split, toId, shares, path }: SplitProps) {
  const options = optionsOf(colleagues)
  return (
    <Section title="2. 交给谁" sub={shares ? `${splitLabels[split ?? 'all']}，未单独指定的交给主要接收人` : undefined}>
      <form className="form" id="split">
        {shares && split && toId ? (
          <>
            <input type="hidden" name="split" value={split} />
            <input type="hidden" name="to" value={toId} />
            <input type="hidden" name="step" value="confirm" />
            <Fields
              id="split"
              fields={shares.map(({ key, count, toId: to }) => ({
                kind: 'select',
                name: `g_${key}`,
                label: `${keyWords(split, key)}（${count.toLocaleString('en-US')} 位）`,
                options,
                value: to,
              }))}
            />
          </>
        ) : (
          <Fields
            id="split"
            fields={[
              {
                kind: 'radio',
                name: 'split',
                label: '交接方式',
                required: true,
                value: split ?? 'all',
                options: Object.entries(splitLabels).map(([value, label]) => ({ value, label })),
              },
              {
                kind: 'select',
                name: 'to',
                label: '主要接收人',
                required: true,
                blank: '请选择同事',
                value: toId,
                options,
                help: '不按组分配的客户、其他客户的待办、导入和共享视图都交给这位同事',
              },
            ]}
          />
        )}
        <p className="deeds">
          <button type="submit" className="btn first">
            {shares ? '预览' : '下一步'}
          </button>
          {path && (
            <a className="btn quiet" href={path}>
              返回上一步
            </a>
          )}
        </p>
      </form>
    </Section>
  )
}

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
        {`客户、对应的未完成待办和协作关系一起移交，每位接收人得到一份交接书；${isActive ? `${name} 的账号立即停用，所有设备退出登录。` : ''}30 天内可以撤销。`}
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

const optionsOf = (colleagues: Colleague[]) =>
  colleagues.map(({ id, name, department }) => ({ value: id, label: department ? `${name}（${department}）` : name }))
