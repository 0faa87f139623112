import type { Found } from '#lib/persons/model'
import type { FieldSpec, FormAction } from '../ui/form.tsx'
import { Form } from '../ui/form.tsx'

/** What goes and what stays, a reason, the password again. */
export function EraseForm({ action, of, found }: { action: FormAction; of: string; found: Found[] }) {
  return (
    <>
      <ul className="mb-4 list-disc ps-5">
        <li>
          姓名改为「已删除」，号码、邮箱、职位、生日、偏好和忌讳清空，搜索不再找到；跟进、待办、通知、导入记录和日志中的姓名与号码一并涂去。
        </li>
        <li>附在联系人名下的附件连同内容删除。其他附件的正文不会改动，请自行检查。</li>
        <li>客户档案、跟进次数和采购金额保留，用于统计。此前的备份会在到期后轮换。</li>
      </ul>
      <Form
        id="erase"
        action={action}
        fields={fieldsFor(of, found)}
        submit="删除个人信息"
        variant="danger"
        cancel={{ href: '/settings/persons' }}
      />
    </>
  )
}

function fieldsFor(of: string, found: Found[]): FieldSpec[] {
  const archives = found.filter(({ kind }) => kind === 'customer')
  const natural = archives.filter(({ isPerson }) => isPerson)
  return [
    { kind: 'hidden', name: 'of', value: of },
    {
      kind: 'text',
      name: 'reason',
      label: '删除原因',
      required: true,
      maxLength: 100,
      help: '会长期保存，请不要写姓名和号码，例如 本人申请删除',
    },
    ...tick(archives.length > 0, 'address', '同时清空档案的地址和备注', natural.length > 0, '地址是公司地址时不必勾选'),
    ...tick(natural.length > 0, 'files', '同时删除个人客户档案下的全部附件', true, '合同等按法律需要保存的，请先另行保存'),
    { kind: 'password', name: 'password', label: '登录密码', required: true, autoComplete: 'current-password', help: '再次确认身份' },
    { kind: 'checkbox', name: 'sure', label: '我已确认所选信息属于同一个人，知道删除后不能恢复', required: true },
  ]
}

const tick = (is: boolean, name: string, label: string, value: boolean, help: string): FieldSpec[] =>
  is ? [{ kind: 'checkbox', name, label, value, help }] : []
