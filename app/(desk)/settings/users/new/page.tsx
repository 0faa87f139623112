import type { Metadata } from 'next'
import { PasswordForm } from '#components/settings/password-form'
import { loginField, userFields } from '#components/settings/user-fields'
import { PageHeader } from '#components/ui/page-header'
import { listDepartments } from '#lib/departments/queries'
import { allow } from '../../../../_web/allow.ts'
import { addUser } from '../actions.ts'

export const metadata: Metadata = { title: '新增用户' }

export default async function NewUserPage() {
  await allow('user.create')
  return (
    <>
      <PageHeader
        title="新增用户"
        sub="保存后显示初始密码，只显示一次"
        trail={[
          { href: '/settings', label: '设置' },
          { href: '/settings/users', label: '用户' },
        ]}
      />
      <PasswordForm
        action={addUser}
        id="user"
        fields={[loginField, ...userFields(listDepartments())]}
        submit="新增用户"
        cancel="/settings/users"
        back="/settings/users"
      />
    </>
  )
}
