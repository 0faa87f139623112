import { Toast } from './ui/toast.tsx'

const words: Record<string, string> = {
  setup: '平台已就绪，欢迎使用',
  password: '密码已修改，其他设备已退出登录',
  created: '已保存，客户档案已生成',
  saved: '已保存',
  assigned: '已更换负责人',
  deleted: '客户已移入回收站，30 天内可以恢复',
  assignedMany: '已为 {n} 位客户更换负责人',
  levelMany: '已设置 {n} 位客户的等级',
  taggedMany: '已为 {n} 位客户添加标签',
  deletedMany: '{n} 位客户已移入回收站，30 天内可以恢复',
  viewSaved: '视图已保存',
  viewRemoved: '视图已删除',
  arranged: '列设置已保存',
  restored: '客户已恢复，跟进、待办等记录一并恢复',
  contactAdded: '联系人已新增，可按姓名和号码搜索到',
  contactLeft: '已标记离职，资料保留，仍可搜索到',
  contactBack: '已恢复在职',
  profileSaved: '数字画像已保存',
  revealed: '已记录查看原因，号码显示 10 分钟',
  followed: '跟进已记录',
  planned: '待办已加入工作台',
  finished: '待办已完成',
  moved: '待办已改期',
  handed: '待办已转交',
  cancelled: '待办已取消',
  mapped: '对应列已保存',
  renamed: '部门名称已修改',
  departmentCreated: '部门已新增',
  deactivated: '用户已停用，其所有设备已退出登录',
  activated: '用户已启用',
  unlocked: '已解除锁定，可以重新登录',
  roleSaved: '权限已修改，对方下一次操作即生效',
  sessionsEnded: '其他设备已退出登录',
  attached: '附件已上传',
  fileRenamed: '附件名称已修改',
  fileRemoved: '附件已删除，可以在下方的回收站恢复',
  fileRestored: '附件已恢复',
  allRead: '全部通知已标记为已读',
  demoRemoved: '示例数据已清除',
  backupAsked: '备份已开始，完成后会出现在列表里',
}

/** What has just been done, named by a word in the address, to how many after a dot; an unknown word says nothing. */
export function Done({ word }: { word?: string | string[] }) {
  const [key = '', count = ''] = typeof word === 'string' ? word.split('.') : []
  const text = Object.hasOwn(words, key) ? words[key] : undefined
  return text ? <Toast>{text.replace('{n}', /^\d{1,6}$/.test(count) ? count : '')}</Toast> : null
}
