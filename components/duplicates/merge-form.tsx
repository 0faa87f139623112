import { fieldLabels } from '#lib/customers/model'
import type { MergeField, Side } from '#lib/duplicates/choice'
import type { FormAction } from '../ui/form.tsx'
import { type Compared, hangingLabels, wordsOf } from './compared.ts'
import { MergeShell } from './merge-shell.tsx'

type Props = { action: FormAction; low: Compared; high: Compared; fields: { field: MergeField; first: Side }[]; winner: Side }

const sides: Side[] = ['low', 'high']
const labelOf = (field: MergeField) => (field === 'owner' ? '负责人' : field === 'profile' ? '数字画像' : fieldLabels[field])

/** Two archives side by side: which one stays, and of each field which value (W-15). What is the same on both sides is not asked. */
export function MergeForm({ action, low, high, fields, winner }: Props) {
  const both = { low, high }
  const hidden = { lowId: low.id, highId: high.id, lowVersion: low.version, highVersion: high.version }
  return (
    <MergeShell action={action} hidden={hidden}>
      <div className="scroll">
        <table>
          <caption className="vh">两份档案的比较</caption>
          <thead>
            <tr>
              <th scope="col">项目</th>
              {sides.map((side) => (
                <th scope="col" key={side}>
                  <a href={`/customers/${both[side].id}`} target="_blank" rel="noreferrer">
                    {both[side].number}
                  </a>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Choice label="保留的档案" name="winner" first={winner} texts={{ low: low.number, high: high.number }} />
            {fields.map(({ field, first }) => (
              <Choice
                key={field}
                label={labelOf(field) ?? field}
                name={`keep_${field}`}
                first={first}
                texts={{ low: wordsOf(low, field), high: wordsOf(high, field) }}
              />
            ))}
            {Object.entries(hangingLabels)
              .filter(([table]) => sides.some((side) => both[side].hanging[table]))
              .map(([table, label]) => (
                <tr key={table}>
                  <th scope="row">{label}</th>
                  {sides.map((side) => (
                    <td key={side}>{`${both[side].hanging[table] ?? 0} 条`}</td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </div>
      <p className="help">跟进、待办、采购、联系人和附件合并后全部保留；没有选中的联系人和号码另存为联系人。</p>
    </MergeShell>
  )
}

type ChoiceProps = { label: string; name: string; first: Side; texts: Record<Side, string> }

function Choice({ label, name, first, texts }: ChoiceProps) {
  return (
    <tr>
      <th scope="row">{label}</th>
      {sides.map((side) => (
        <td key={side} className="wrap">
          <label className="tick" htmlFor={`${name}-${side}`}>
            <input id={`${name}-${side}`} type="radio" name={name} value={side} defaultChecked={side === first} />
            <span>
              <span className="vh">{label} </span>
              {texts[side] || '未填写'}
            </span>
          </label>
        </td>
      ))}
    </tr>
  )
}
