import type { importTargets } from '#db/schema/imports'
import { channelLabels, contactLabels } from '../contacts/model.ts'
import { fieldLabels, levelLabels, potentialLabels, statusLabels, typeLabels } from '../customers/model.ts'
import { formatLabels } from '../exports/model.ts'
import { kindLabels } from '../files/model.ts'
import { contentTypeLabels, methodLabels } from '../followups/model.ts'
import { splitLabels } from '../handovers/model.ts'
import { reachLabels, roleLabels } from '../kernel/labels.ts'
import { countLabels } from '../persons/model.ts'
import { poolLabels } from '../pool/model.ts'
import { categoryLabels, cycleLabels, profileLabels, urgencyLabels } from '../profiles/model.ts'
import { settingLabels } from '../settings/model.ts'
import { requestLabels } from '../sharing/model.ts'
import { signLabels } from '../signs/model.ts'
import { dayKindLabels, policyLabels, kindLabels as ticketKindLabels, timeLabels } from '../sla/model.ts'
import {
  consentLabels,
  wayLabels as pushWayLabels,
  rhythmLabels,
  kindLabels as strategyKindLabels,
  strategyLabels,
} from '../strategies/labels.ts'
import { ideaLabels, ideaStatusLabels, sourceLabels, suggestionLabels } from '../suggestions/labels.ts'
import { sourceLabels as answerLabels, reasonLabels, surveyLabels, statusLabels as surveyStatusLabels } from '../surveys/labels.ts'
import {
  causeLabels,
  purposeLabels,
  solutionLabels,
  ticketLabels,
  statusLabels as ticketStatusLabels,
  wayLabels,
} from '../tickets/labels.ts'
import { runKindLabels, runStatusLabels, tierLabels, toneLabels } from '../tiers/words.ts'
import { factLabels, viaLabels } from '../truth/model.ts'

type Labels = Record<string, string>

/** What a reader of the record gains nothing from: keys, counters, what follows from other fields. */
export const noise = new Set([
  'id',
  'customerId',
  'contactId',
  'version',
  'updatedAt',
  'createdAt',
  'createdBy',
  'nameKey',
  'namePinyin',
  'nameCore',
  'nameMasked',
  'lastContactAt',
  'touchedAt',
  'nextDueAt',
  'dueAt',
  'importJobId',
  'importKey',
  'followerName',
  'followUpId',
  'doneFollowUpId',
  'sha256',
  'encoding',
  'header',
  'mapping',
  'people',
  'cursor',
  'leaseUntil',
  'once',
  'sid',
  'seal',
  'lastHandlerId',
  'todoId',
  'responseId',
  'ideaId',
])

const followUp: Labels = {
  occurredAt: '跟进时间',
  method: '跟进方式',
  contentType: '内容类型',
  content: '沟通内容',
  feedback: '客户反馈',
  followerId: '跟进人',
  enteredBy: '录入人',
  number: '跟进编号',
}
const todo: Labels = {
  assigneeId: '执行人',
  title: '下一步计划',
  dueOn: '计划日期',
  dueTime: '计划时间',
  status: '状态',
  moves: '改期次数',
  doneAt: '完成时间',
  doneBy: '完成人',
}
const file: Labels = {
  kind: '附件类型',
  name: '附件名称',
  edition: '版本',
  originalName: '原文件名',
  extension: '扩展名',
  mediaType: '格式',
  bytes: '大小（字节）',
  uploadedBy: '上传人',
  contactId: '联系人',
  deletedAt: '删除时间',
}
const purchase: Labels = {
  product: '产品',
  quantityMilli: '数量',
  unit: '单位',
  amountFen: '金额（元）',
  purchasedOn: '购买日期',
  note: '备注',
}
const user: Labels = {
  cardPhone: '对外电话',
  cardEmail: '对外邮箱',
  login: '账号',
  name: '姓名',
  role: '角色',
  departmentId: '部门',
  active: '账号状态',
  mustChangePassword: '须改密码',
  passwordExpiresAt: '初始密码有效至',
  passwordHash: '密码',
  leadMinutes: '提前提醒（分钟）',
  quietFrom: '免打扰开始',
  quietTo: '免打扰结束',
}
const session: Labels = {
  userId: '用户',
  address: '来源地址',
  userAgent: '浏览器',
  seenAt: '最近活动',
  expiresAt: '到期时间',
  revokedAt: '结束时间',
  key: '账号',
  count: '连续失败次数',
  firstAt: '首次失败',
  blockedUntil: '锁定至',
}
const job: Labels = {
  target: '导入内容',
  fileName: '文件',
  status: '状态',
  total: '总行数',
  valid: '可导入',
  refused: '不合格',
  duplicate: '重复',
  imported: '已导入',
  failure: '失败原因',
  finishedAt: '结束时间',
  job: '任务',
  period: '周期',
  attempts: '尝试次数',
  startedAt: '开始时间',
  note: '说明',
}

const ticketType: Labels = {
  kind: '工单类别',
  name: '类型名称',
  details: '细项',
  departmentId: '处理部门',
  departmentName: '处理部门',
  way: '分派方式',
  headId: '负责人',
  urgency: '默认紧急程度',
  active: '状态',
}

const sheet: Labels = { format: '文件格式', count: '条数', filter: '筛选条件', columns: '列' }

const collaboration: Labels = {
  userId: '协作人',
  addedBy: '添加人',
  addedAt: '添加时间',
  askerId: '申请人',
  reason: '申请理由',
  status: '状态',
  answer: '答复',
  answeredBy: '答复人',
  answeredAt: '答复时间',
  expiresAt: '有效至',
}

/** The word for a field of each thing the record speaks of. */
const labels: Record<string, Labels> = {
  handover: { ticked: '确认项数' },
  undo: { ...fieldLabels, ...todo },
  customer: {
    ...fieldLabels,
    fact: '核验项目',
    via: '核验来源',
    verifiedOn: '核验日期',
    voidedAt: '作废时间',
    ...sheet,
    handed: '一并移交',
    field: '查看内容',
    reason: '原因',
    at: '时间',
    userId: '查看人',
  },
  file,
  view: { page: '列表', name: '名称', query: '内容', shared: '共享', ownerId: '所有者' },
  followUp: { ...followUp, ...sheet, ...pick(todo, ['title', 'dueOn', 'dueTime', 'assigneeId', 'status', 'doneAt', 'doneBy', 'moves']) },
  todo,
  contact: { ...contactLabels, field: '查看内容', reason: '原因', at: '时间', userId: '查看人' },
  profile: profileLabels,
  person: { ...countLabels, number: '客户编号', settledAt: '清除完成时间' },
  purchase,
  ticket: { ...ticketLabels, ...sheet, field: '查看内容', reason: '原因', at: '时间', userId: '查看人' },
  repair: { number: '工单编号', startedAt: '开始时间', endedAt: '提前结束时间' },
  suggestion: { ...suggestionLabels, ...sheet },
  idea: ideaLabels,
  caller: { told: '通知人数' },
  ticketType,
  ticketText: { purpose: '用途', typeId: '类型', title: '标题', body: '内容' },
  duplicate: {
    lowId: '客户',
    highId: '另一位客户',
    reason: '理由',
    score: '相似度',
    foundAt: '发现时间',
    seenAt: '最近核对',
    dismissedAt: '排除时间',
    dismissedBy: '排除人',
  },
  survey: { ...surveyLabels, ...sheet },
  analysis: { scope: '范围', day: '统计日期' },
  analysisNote: { text: '结论', strategyId: '策略' },
  strategy: { ...strategyLabels, ...sheet, count: '条数' },
  consent: { marketing: '营销意愿', source: '来源', byId: '登记人', at: '登记时间' },
  tier: tierLabels,
  report: { month: '月份', edition: '版次', scheduled: '自动生成', status: '状态', format: '文件格式', madeAt: '生成时间', note: '说明' },
  session,
  import: job,
  backup: job,
  job,
  user: { ...user, toId: '接收人', split: '交接方式', customers: '移交客户数', todos: '移交待办数' },
  account: user,
  department: { name: '部门名称', active: '状态' },
  collaborator: collaboration,
  collaboration,
  pool: { ...poolLabels, ...fieldLabels, silentSince: '没有联系始于', warnedAt: '预警时间', actsOn: '回收日期' },
  notification: { userId: '收件人', kind: '种类', title: '内容', href: '链接', readAt: '已读时间', key: '标识', marked: '标记条数' },
  reveal: { userId: '申请人', day: '日期', reason: '原因', extra: '放行次数', decidedBy: '答复人', decidedAt: '答复时间' },
  sign: { kind: '事项', size: '档案数', userId: '涉及人员', aside: '状态' },
  settings: settingLabels,
  sla: { ...settingLabels, ...policyLabels },
  calendar: { date: '日期', kind: '类型', name: '名称', until: '至' },
  company: settingLabels,
}

const shared: Labels = { demo: '示例数据' }

/** 客户等级 for customer and level; the field's own name where nobody gave it a word. */
export const labelOf = (entity: string, field: string) => labels[entity]?.[field] ?? shared[field] ?? field

const yes: Labels = { true: '是', false: '否' }
const states: Labels = { true: '启用', false: '停用' }
const todoStates: Labels = { open: '待完成', done: '已完成', cancelled: '已取消' }
const importStates: Labels = {
  reading: '读取中',
  mapping: '对应列',
  checking: '检查中',
  checked: '已检查',
  running: '执行中',
  done: '已完成',
  cancelled: '已停止',
  failed: '失败',
}
const targets: Record<(typeof importTargets)[number], string> = { customers: '客户', followUps: '跟进', purchases: '采购' }
const statuses: Record<string, Labels> = {
  customer: statusLabels,
  todo: todoStates,
  followUp: todoStates,
  collaboration: requestLabels,
  ticket: ticketStatusLabels,
  idea: ideaStatusLabels,
  import: importStates,
  job: importStates,
  backup: importStates,
  survey: surveyStatusLabels,
  tier: runStatusLabels,
  report: { waiting: '生成中', done: '已完成', failed: '未完成' },
}
const codes: Record<string, Labels> = {
  isOn: yes,
  scheduled: yes,
  takesA: yes,
  takesContract: yes,
  type: typeLabels,
  level: levelLabels,
  potential: potentialLabels,
  method: methodLabels,
  contentType: contentTypeLabels,
  role: roleLabels,
  reach: { ...reachLabels, none: '无' },
  active: states,
  mustChangePassword: yes,
  demo: yes,
  shared: yes,
  format: formatLabels,
  split: splitLabels,
  page: { customers: '客户', 'customers:columns': '客户列表的列' },
  channel: channelLabels,
  time: timeLabels,
  agreesVisits: yes,
  agreesMarketing: yes,
  serviceCategory: categoryLabels,
  urgency: urgencyLabels,
  decisionCycle: cycleLabels,
  target: targets,
  field: pick(fieldLabels, ['phone', 'email', 'contact'], { owner: '负责人' }),
  fact: factLabels,
  via: viaLabels,
  cause: causeLabels,
  solution: solutionLabels,
  way: { ...wayLabels, ...pushWayLabels },
  marketing: { ...yes, ...consentLabels },
  purpose: purposeLabels,
  tells: yes,
  dropped: yes,
  refused: yes,
  atThreeMonths: yes,
  source: { ...sourceLabels, ...answerLabels },
  reason: reasonLabels,
  aside: { true: '已搁置', false: '待核实' },
  rhythm: rhythmLabels,
  tone: toneLabels,
  has: yes,
  kind: {
    ...runKindLabels,
    ...strategyKindLabels,
    ...kindLabels,
    ...signLabels,
    ...ticketKindLabels,
    ...dayKindLabels,
    todo: '待办',
    overdue: '逾期',
    import: '导入',
    machine: '系统',
    assigned: '分配',
    collaboration: '协作',
    pool: '公海',
  },
}

/** The word for a code such as vip; undefined where the field holds no codes. */
export const codeLabel = (entity: string, field: string, value: unknown) =>
  (field === 'status' ? statuses[entity] : codes[field])?.[String(value)]

function pick(from: Labels, names: string[], more: Labels = {}): Labels {
  return { ...Object.fromEntries(names.map((name) => [name, from[name] ?? name])), ...more }
}
