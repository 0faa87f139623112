import { notFound } from 'next/navigation'
import { Form } from '#components/ui/form'
import { Notice } from '#components/ui/notice'
import { isSetUp } from '#lib/settings/queries'
import { isSetUpKey } from '#lib/setup/set-up-key'
import { setUp } from './actions.ts'

export const metadata = { title: '初始化' }

export default async function SetUpPage({ searchParams }: { searchParams: Promise<{ key?: string }> }) {
  if (isSetUp()) notFound()
  const key = String((await searchParams).key ?? '')
  if (!isSetUpKey(key)) {
    return (
      <main className="door" id="main">
        <h1>客户管理综合服务平台</h1>
        <Notice tone="warn" title="需要初始化链接">
          启动本平台的窗口中打印了一次性的初始化链接，请在浏览器中打开那个链接。重新启动会打印新的链接，旧的随即失效。
        </Notice>
      </main>
    )
  }
  return (
    <main className="door wide" id="main">
      <h1>开始使用</h1>
      <p className="sub">填好这一页就可以开始。以后都能在「设置」里修改。</p>
      <Form
        action={setUp}
        id="setup"
        submit="完成并进入工作台"
        fields={[
          { kind: 'hidden', name: 'key', value: key },
          { kind: 'heading', label: '公司' },
          {
            kind: 'text',
            name: 'companyName',
            label: '公司名称',
            required: true,
            autoFocus: true,
            maxLength: 60,
            autoComplete: 'organization',
          },
          {
            kind: 'text',
            name: 'companyPrefix',
            label: '企业客户编号前缀',
            required: true,
            value: 'Q',
            help: '例如 Q20260001',
            maxLength: 4,
          },
          {
            kind: 'text',
            name: 'personPrefix',
            label: '个人客户编号前缀',
            required: true,
            value: 'G',
            help: '例如 G20260001',
            maxLength: 4,
          },
          { kind: 'heading', label: '系统管理员' },
          { kind: 'text', name: 'name', label: '姓名', required: true, maxLength: 30, autoComplete: 'name' },
          {
            kind: 'text',
            name: 'login',
            label: '账号',
            required: true,
            value: 'admin',
            help: '小写字母开头，登录时使用',
            maxLength: 32,
            autoComplete: 'username',
          },
          {
            kind: 'password',
            name: 'password',
            label: '密码',
            required: true,
            help: '至少 8 位，包含字母、数字和特殊字符',
            autoComplete: 'new-password',
            maxLength: 256,
          },
          { kind: 'password', name: 'again', label: '再输一次密码', required: true, autoComplete: 'new-password', maxLength: 256 },
          { kind: 'heading', label: '示例数据' },
          {
            kind: 'checkbox',
            name: 'demo',
            label: '载入示例公司：十位同事、约 120 位客户和一年半的往来',
            help: '都带「示例」标记，可以一次清除。同事的账号使用上面的密码。',
          },
        ]}
      />
    </main>
  )
}
