import type { FieldSpec } from '#components/ui/form'
import { roleLabels } from '#lib/kernel/labels'

type User = { name: string; role: string; departmentId: number | null }
type Department = { id: number; name: string }

/** What the administrator says about a person; the login is given once and stays. */
export const userFields = (departments: Department[], user?: User): FieldSpec[] => [
  { kind: 'text', name: 'name', label: '姓名', value: user?.name, required: true, maxLength: 30, autoComplete: 'off' },
  {
    kind: 'select',
    name: 'role',
    label: '角色',
    value: user?.role,
    required: true,
    options: Object.entries(roleLabels).map(([value, label]) => ({ value, label })),
    help: '能做什么由角色决定，见权限管理',
  },
  {
    kind: 'select',
    name: 'departmentId',
    label: '部门',
    value: user?.departmentId ?? '',
    blank: '不属于任何部门',
    options: departments.map(({ id, name }) => ({ value: id, label: name })),
    help: '决定「本部门」范围；换部门时名下客户一起转移',
  },
]

export const loginField: FieldSpec = {
  kind: 'text',
  name: 'login',
  label: '账号',
  required: true,
  maxLength: 32,
  autoComplete: 'off',
  autoFocus: true,
  help: '字母开头的 2 至 32 个小写字母、数字、点或短横线，例如 limei；建立后不能更改',
}
