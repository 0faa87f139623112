import { Frame, type NavItemProps } from '#components/frame'
import { Notice } from '#components/ui/notice'
import { hasDemo } from '#lib/demo/queries'
import { can, grant } from '#lib/kernel/grant'
import { roleLabels } from '#lib/kernel/labels'
import type { Permission } from '#lib/kernel/permissions'
import { dayOf, now, timeOf } from '#lib/kernel/time'
import { countUnread } from '#lib/notifications/queries'
import { readSettings } from '#lib/settings/queries'
import { countOverdue } from '#lib/todos/queries'
import { currentUser, pathNow } from '../_web/allow.ts'

// Every page reads the database afresh; nothing of it is rendered at build.
export const dynamic = 'force-dynamic'

// So many stand in a phone's bar.
const NEAR = 4

type Item = NavItemProps & { needs?: Permission; unless?: Permission }

export default async function DeskLayout({ children }: { children: React.ReactNode }) {
  const user = await currentUser()
  const path = pathNow().split('?')[0] ?? '/'
  const overdue = can(user, 'todo.read') ? countOverdue(grant(user, 'todo.read')) : 0
  return (
    <Frame
      brand={readSettings().companyName}
      nav={navFor(overdue)
        .filter(({ needs, unless }) => (!needs || can(user, needs)) && !(unless && can(user, unless)))
        .map((item, at) => (at < NEAR ? item : { ...item, far: true }))}
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
  { href: '/tickets', label: '工单', icon: 'ticket', group: 'work', go: 'k', needs: 'ticket.read' },
  { href: '/todos', label: '待办', icon: 'calendar', group: 'work', go: 't', needs: 'todo.read' },
  { href: '/collaborations', label: '协作', icon: 'people', group: 'shared', far: true, needs: 'collaboration.read' },
  { href: '/handovers', label: '交接', icon: 'repeat', group: 'shared', far: true, needs: 'handover.read' },
  ...(readSettings().pool.isOn
    ? [{ href: '/pool', label: '公海', icon: 'repeat', group: 'shared', far: true, needs: 'pool.read' } as const]
    : []),
  { href: '/analysis', label: '分析', icon: 'chart', group: 'market', far: true, needs: 'analysis.read' },
  { href: '/strategies', label: '策略', icon: 'aim', group: 'market', far: true, needs: 'strategy.read' },
  { href: '/strategies/pushes', label: '推送', icon: 'aim', group: 'market', far: true, needs: 'strategy.send', unless: 'strategy.read' },
  { href: '/surveys', label: '调研', icon: 'note', group: 'market', far: true, needs: 'survey.read' },
  { href: '/suggestions', label: '建议', icon: 'idea', group: 'market', far: true, needs: 'suggestion.read' },
  { href: '/imports', label: '导入', icon: 'import', group: 'data', far: true, go: 'i', needs: 'import.read' },
  { href: '/reports', label: '报告', icon: 'chart', group: 'data', far: true, needs: 'report.read' },
  { href: '/audit', label: '日志', icon: 'paper', group: 'data', far: true, needs: 'audit.read' },
  { href: '/settings/persons', label: '个人信息', icon: 'paper', group: 'house', far: true, needs: 'person.copy', unless: 'settings.read' },
  { href: '/settings', label: '设置', icon: 'gear', group: 'house', far: true, go: 's', needs: 'settings.read' },
]
