import { undoRefusals } from '#lib/undo/model'
import { Toast, UndoButton } from './ui/toast.tsx'

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
  revealed: '已记录查看原因，内容显示 10 分钟',
  followed: '跟进已记录',
  helperAdded: '已添加协作人，对方现在可以查看和跟进这位客户',
  helperRemoved: '已移除协作人',
  collaborationAsked: '申请已提交，负责人答复后会通知你',
  helperAccepted: '已同意，对方成为协作人',
  helperRefused: '已拒绝，对方会看到你的答复',
  claimed: '客户已领取，由你负责',
  claimedMany: '已领取 {n} 位客户',
  released: '客户已放入公海',
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
  merged: '两份档案已合并，30 天内可以撤销',
  unmerged: '合并已撤销，两份档案都已恢复',
  dismissed: '已标记为不是同一家，以后不再提示',
  verified: '核验已登记，六个月内有效',
  checked: '已记录核对，本月算作已维护',
  setAside: '核实结果已记录，事项已搁置',
  asked: '申请已发给主管',
  allowed: '已放行，对方会收到通知',
  notAllowed: '已答复不放行，对方会收到通知',
  reportAsked: '正在生成报告，完成后会通知你',
  ticketCreated: '工单已受理，处理人会收到通知',
  ticketAssigned: '处理人已调整，对方会收到通知',
  ticketTaken: '已领取，请先联系客户',
  ticketReceived: '已接收，请在时限内响应客户',
  ticketResponded: '已响应，处理进展已记录',
  ticketProgress: '处理进展已更新',
  ticketNoted: '内部备注已添加',
  ticketWaiting: '已暂停计时，等待客户',
  ticketResumed: '已继续处理，恢复计时',
  ticketResolved: '处理结果已记录，待回访客户',
  ticketReturned: '已退回处理，处理人会收到通知',
  ticketClosed: '工单已关闭，7 天内可以重新打开',
  ticketScored: '满意度评分已录入',
  ticketReopened: '工单已重新打开',
  ticketVoid: '工单已作废',
  typeSaved: '类型与分派规则已保存，之后的新工单按此分派',
  textSaved: '内容已保存，处理工单时可以填入',
  textRemoved: '内容已删除',
  allRead: '全部通知已标记为已读',
  daySaved: '日期已登记，之后的到期时间按新日历计算',
  noticeTaken: '全年的放假和调休日期已录入，请核对下方列表',
  dayRemoved: '日期已删除，之后的到期时间按新日历计算',
  erased: '个人信息已删除，可打印本页作为证明',
  demoRemoved: '示例数据已清除',
  undone: '已撤销，恢复为之前的样子',
  leaving: '离职交接已开始，账号已停用',
  returning: '正在撤销离职交接',
  confirmed: '交接内容已确认',
  backupAsked: '备份已开始，完成后会出现在列表里',
}

const failures: Record<string, string> = { ...undoRefusals, undoFailed: '不能撤销：已有同名客户，或你已没有这项权限' }

/** What has just been done, named by a word in the address, after dots to how many and by which number it can be taken back; an unknown word says nothing. */
export function Done({ word }: { word?: string | string[] }) {
  const [key = '', count = '', undo = ''] = typeof word === 'string' ? word.split('.') : []
  if (Object.hasOwn(failures, key)) return <Toast tone="bad">{failures[key]}</Toast>
  const text = Object.hasOwn(words, key) ? words[key] : undefined
  if (!text) return null
  return (
    <Toast undo={/^[1-9]\d{0,14}$/.test(undo) ? <UndoButton id={undo} /> : undefined}>
      {text.replace('{n}', /^\d{1,6}$/.test(count) ? count : '')}
    </Toast>
  )
}
