import type { Metadata } from 'next'
import { PageHeader } from '#components/ui/page-header'
import { allow } from '../../../_web/allow.ts'

export const metadata: Metadata = { title: '快捷键' }

export default async function KeysPage() {
  await allow('account.read')
  return (
    <>
      <PageHeader title="快捷键" sub="正在输入文字时不起作用" trail={[{ href: '/help', label: '帮助' }]} />
      <dl className="facts sheet">
        {keys.map(([combination, label]) => (
          <div key={combination}>
            <dt>
              {combination.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

const keys = [
  ['/', '搜索客户'],
  ['?', '打开快捷键一览'],
  ['Esc', '关闭菜单和对话框'],
  ['g h', '去工作台'],
  ['g c', '去客户'],
  ['g f', '去跟进'],
  ['g t', '去待办'],
  ['g i', '去导入'],
  ['g s', '去设置'],
] as const
