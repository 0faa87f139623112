import { redirect } from 'next/navigation'
import { Form } from '#components/ui/form'
import { isSetUp, readSettings } from '#lib/settings/queries'
import { signedIn } from '../../_web/allow.ts'
import { ownPath } from '../../_web/own-path.ts'
import { signIn } from './actions.ts'

export const metadata = { title: '登录' }

export default async function LoginPage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const next = ownPath(String((await searchParams).next ?? ''))
  if (!isSetUp()) redirect('/setup')
  if (await signedIn()) redirect(next)
  return (
    <main className="door" id="main">
      <h1>{readSettings().companyName}</h1>
      <p className="sub">客户管理综合服务平台</p>
      <Form
        action={signIn}
        id="login"
        submit="登录"
        fields={[
          { kind: 'hidden', name: 'next', value: next },
          { kind: 'text', name: 'login', label: '账号', required: true, autoComplete: 'username', autoFocus: true, maxLength: 64 },
          { kind: 'password', name: 'password', label: '密码', required: true, autoComplete: 'current-password', maxLength: 256 },
        ]}
      />
      <p className="hint">账号由系统管理员发放。忘记密码请联系管理员重置。</p>
    </main>
  )
}
