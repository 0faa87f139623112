import type { Metadata } from 'next'
import { Done } from '#components/done'
import { Overview, type Place } from '#components/settings/overview'
import { PageHeader } from '#components/ui/page-header'
import type { Query } from '#components/ui/place'
import { can } from '#lib/kernel/grant'
import type { Permission } from '#lib/kernel/permissions'
import { allow } from '../../_web/allow.ts'

export const metadata: Metadata = { title: '设置' }

export default async function SettingsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const me = await allow('settings.read')
  const { done } = await searchParams
  return (
    <>
      <PageHeader title="设置" sub="只列出你有权查看的部分" />
      <Overview places={places.filter(({ needs }) => can(me.actor, needs))} />
      <Done word={done} />
    </>
  )
}

const places: (Place & { needs: Permission })[] = [
  { href: '/settings/company', label: '公司与编号', text: '公司名称、客户编号规则与前缀、客户来源、登录时限', needs: 'settings.edit' },
  { href: '/settings/reveals', label: '查看次数', text: '每个角色每天可以查看几次完整的号码、邮箱和姓名', needs: 'settings.read' },
  { href: '/settings/users', label: '用户', text: '新增账号、发放初始密码、停用与解除锁定', needs: 'user.read' },
  { href: '/settings/departments', label: '部门', text: '部门决定「本部门」范围内能看到哪些客户', needs: 'user.read' },
  { href: '/settings/roles', label: '权限管理', text: '每个角色可以做什么，范围到本人、本部门还是全部', needs: 'role.read' },
  { href: '/settings/sla', label: '服务时限', text: '工单多久接收、响应、解决，工作时间，超时提醒谁，附试算', needs: 'sla.read' },
  { href: '/settings/tickets', label: '工单分派与答复', text: '投诉类型、处理部门与分派方式，标准答复和资料', needs: 'ticketText.edit' },
  { href: '/settings/calendar', label: '节假日与调休', text: '法定节假日和调休上班的日期，按年登记', needs: 'calendar.read' },
  { href: '/settings/persons', label: '个人信息', text: '按本人要求查阅、导出或删除联系人的信息，打印删除证明', needs: 'person.copy' },
  {
    href: '/settings/pool',
    label: '公海',
    text: '是否启用公海、领取上限、多久没有联系后回收、预览将要回收的客户',
    needs: 'pool.configure',
  },
  { href: '/settings/system', label: '系统状态', text: '定时任务、数据库大小、磁盘空间、备份与版本', needs: 'job.read' },
  { href: '/settings/backups', label: '备份', text: '最近一次备份、立即备份、下载与恢复方法', needs: 'backup.create' },
  { href: '/settings/demo', label: '示例数据', text: '查看哪些是示例，一次清除', needs: 'demo.remove' },
  { href: '/settings/look', label: '外观样例', text: '界面各部件在各种状态下的样子', needs: 'settings.edit' },
]
