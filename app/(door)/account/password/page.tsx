import { redirect } from 'next/navigation'
import { Form } from '#components/ui/form'
import { Notice } from '#components/ui/notice'
import { SignOut } from '#components/ui/sign-out'
import { signedIn } from '../../../_web/allow.ts'
import { changeOwnPassword } from './actions.ts'

export const metadata = { title: '修改密码' }

export default async function PasswordPage() {
  const user = await signedIn()
  if (!user) redirect('/login?next=%2Faccount%2Fpassword')
  return (
    <main className="door" id="main">
      <h1>修改密码</h1>
      <p className="sub">{`${user.name}（${user.login}）`}</p>
      {user.mustChangePassword && <Notice title="首次登录">请先把管理员发放的初始密码改成自己的密码，然后才能使用平台。</Notice>}
      <Form
        action={changeOwnPassword}
        id="password"
        submit="保存新密码"
        cancel={user.mustChangePassword ? undefined : { href: '/account' }}
        fields={[
          {
            kind: 'password',
            name: 'current',
            label: '当前密码',
            required: true,
            autoComplete: 'current-password',
            autoFocus: true,
            maxLength: 256,
          },
          {
            kind: 'password',
            name: 'password',
            label: '新密码',
            required: true,
            help: '至少 8 位，包含字母、数字和特殊字符',
            autoComplete: 'new-password',
            maxLength: 256,
          },
          { kind: 'password', name: 'again', label: '再输一次新密码', required: true, autoComplete: 'new-password', maxLength: 256 },
        ]}
      />
      <SignOut />
    </main>
  )
}
