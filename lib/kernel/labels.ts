import type { Permission, Reach, Role } from './permissions.ts'

export const roleLabels: Record<Role, string> = {
  admin: '系统管理员', boss: '总经理', sales_manager: '销售经理', sales: '销售代表', service_manager: '客服主管',
  service: '客服专员', tech: '技术处理人', ops: '运营处理人', finance: '财务', auditor: '审计',
}
export const reachLabels: Record<Reach, string> = { own: '本人', department: '本部门', all: '全部' }

/** The word for each family of deeds: the part of a deed's name before its dot. */
export const moduleLabels: Record<string, string> = {
  customer: '客户', followUp: '跟进', todo: '待办', purchase: '采购', import: '导入', notification: '通知', account: '我的账号', session: '登录',
  user: '用户', department: '部门', role: '权限', settings: '设置', company: '平台', audit: '日志', backup: '备份', job: '系统', demo: '示例数据',
}

export const permissionLabels: Record<Permission, string> = {
  'customer.read': '查看客户', 'customer.create': '新增客户', 'customer.edit': '修改客户', 'customer.editContact': '修改联系信息',
  'customer.assign': '更换负责人', 'customer.delete': '删除客户', 'customer.reveal': '查看完整号码',
  'followUp.read': '查看跟进', 'followUp.create': '新增跟进',
  'todo.read': '查看待办', 'todo.create': '新增待办', 'todo.finish': '完成待办', 'todo.move': '待办改期', 'todo.hand': '转交待办', 'todo.cancel': '取消待办',
  'purchase.read': '查看采购',
  'import.read': '查看导入', 'import.create': '上传表格', 'import.map': '对应列与人员', 'import.start': '执行导入', 'import.cancel': '停止导入', 'import.advance': '导入记录',
  'notification.read': '查看通知', 'notification.markRead': '标记已读', 'notification.markAllRead': '全部标记已读', 'notification.raise': '发出提醒',
  'account.read': '查看我的账号', 'account.changePassword': '修改密码', 'account.edit': '修改提醒设置', 'account.endSessions': '退出其他设备',
  'session.start': '登录', 'session.fail': '登录失败', 'session.touch': '会话续期', 'session.end': '退出登录',
  'user.read': '查看用户', 'user.create': '新增用户', 'user.edit': '修改用户', 'user.deactivate': '停用用户', 'user.activate': '启用用户',
  'user.resetPassword': '重置密码', 'user.unlock': '解除锁定',
  'department.create': '新增部门', 'department.edit': '修改部门', 'role.read': '查看权限', 'role.edit': '修改权限', 'role.editMany': '修改角色权限', 'role.seed': '补充权限',
  'settings.read': '查看设置', 'settings.edit': '修改设置', 'company.setUp': '初始化平台',
  'audit.read': '查看日志', 'backup.create': '立即备份', 'backup.download': '下载备份', 'backup.restore': '恢复备份', 'job.read': '查看系统状态',
  'job.claim': '开始任务', 'job.renew': '任务续期', 'job.finish': '结束任务', 'job.tidy': '清理过期数据', 'demo.load': '载入示例数据', 'demo.remove': '清除示例数据',
}
