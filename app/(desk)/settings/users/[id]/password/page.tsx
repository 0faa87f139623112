import type { Metadata } from 'next'
import { PasswordForm } from '#components/settings/password-form'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { findUser } from '#lib/users/queries'
import { allow, idIn, orNotFound } from '../../../../../_web/allow.ts'
import { renewPassword } from '../../actions.ts'

export const metadata: Metadata = { title: '重置密码' }

export default async function ResetPasswordPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await allow('user.resetPassword')
  const id = await idIn(params)
  const user = orNotFound(me, () => findUser(me, id))
  const back = `/settings/users/${id}`
  return (
    <>
      <PageHeader
        title="重置密码"
        sub={`${user.name}（${user.login}）`}
        trail={[
          { href: '/settings/users', label: '用户' },
          { href: back, label: user.name },
        ]}
      />
      <PasswordForm
        action={renewPassword}
        id="reset"
        fields={[{ kind: 'hidden', name: 'id', value: id }]}
        submit="重置并显示初始密码"
        cancel={back}
        back={back}
      >
        <Notice>重置后原密码立即失效，对方在所有设备上退出登录，并须在 72 小时内用初始密码登录、改成自己的密码。</Notice>
      </PasswordForm>
    </>
  )
}
