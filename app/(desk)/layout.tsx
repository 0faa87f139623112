import { Frame, type NavItemProps } from '#components/frame'
import { ActionButton } from '#components/ui/form'
import { Notice } from '#components/ui/notice'
import { hasDemo } from '#lib/demo/queries'
import { can, grant } from '#lib/kernel/grant'
import { roleLabels } from '#lib/kernel/labels'
import type { Permission } from '#lib/kernel/permissions'
import { dayOf, now, timeOf } from '#lib/kernel/time'
import { countUnread } from '#lib/notifications/queries'
import { readSettings } from '#lib/settings/queries'
import { countTodos } from '#lib/todos/queries'
import { currentUser, pathNow } from '../_web/allow.ts'
import { signOut } from '../(door)/sign-out.ts'

// Every page reads the database afresh; nothing of it is rendered at build.
export const dynamic = 'force-dynamic'

type Item = NavItemProps & { needs?: Permission }

export default async function DeskLayout({ children }: { children: React.ReactNode }) {
  const user = await currentUser()
  const path = pathNow().split('?')[0] ?? '/'
  const overdue = can(user, 'todo.read') ? countTodos(grant(user, 'todo.read'), { standing: 'overdue', person: user.id }, 100) : 0
  return (
    <Frame
      brand={readSettings().companyName}
      nav={navFor(overdue).filter(({ needs }) => !needs || can(user, needs))}
      current={path}
      user={{
        id: user.id,
        name: user.name,
        role: roleLabels[user.role],
        links: [
          { href: '/account', label: '我的账号' },
          { href: '/help', label: '帮助' },
        ],
      }}
      signOut={
        <ActionButton action={signOut} variant="quiet" signsOut>
          退出登录
        </ActionButton>
      }
      unread={can(user, 'notification.read') ? countUnread(grant(user, 'notification.read')) : 0}
      search={can(user, 'customer.read') ? { href: '/customers', label: '搜索客户' } : undefined}
      banner={hasDemo() && can(user, 'demo.remove') ? <DemoBanner /> : undefined}
      printed={`打印人 ${user.name} · ${dayOf(now())} ${timeOf(now())}`}
    >
      {children}
    </Frame>
  )
}

function DemoBanner() {
  return (
    <Notice>
      平台里有示例数据，都带「示例」标记。<a href="/settings/demo">查看与清除</a>
    </Notice>
  )
}

const navFor = (overdue: number): Item[] => [
  { href: '/', label: '工作台', icon: 'home', count: overdue, hot: true, group: 'work', go: 'h' },
  { href: '/customers', label: '客户', icon: 'people', group: 'work', go: 'c', needs: 'customer.read' },
  { href: '/follow-ups', label: '跟进', icon: 'note', group: 'work', go: 'f', needs: 'followUp.read' },
  { href: '/todos', label: '待办', icon: 'calendar', group: 'work', go: 't', needs: 'todo.read' },
  { href: '/imports', label: '导入', icon: 'import', group: 'data', far: true, go: 'i', needs: 'import.read' },
  { href: '/audit', label: '日志', icon: 'paper', group: 'data', far: true, needs: 'audit.read' },
  { href: '/settings', label: '设置', icon: 'gear', group: 'house', far: true, go: 's', needs: 'settings.read' },
]
