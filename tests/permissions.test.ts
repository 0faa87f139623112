import { desc, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { analysisNotes } from '#db/schema/analysis'
import { files } from '#db/schema/archive'
import { auditLog } from '#db/schema/audit'
import { duplicatePairs, merges } from '#db/schema/duplicates'
import { handovers, undos } from '#db/schema/handovers'
import { notifications } from '#db/schema/machine'
import { roles } from '#db/schema/people'
import { reports } from '#db/schema/reports'
import { calendarDays } from '#db/schema/sla'
import { strategies, strategyPushes } from '#db/schema/strategies'
import { ideas, suggestions } from '#db/schema/suggestions'
import { surveyInvitations, surveys } from '#db/schema/surveys'
import { tickets, ticketTexts, ticketTypes } from '#db/schema/tickets'
import { tierOverrides, tierRuns, tiers } from '#db/schema/tiers'
import { paddingSigns } from '#db/schema/truth'
import * as commands from '#lib/commands'
import { createContact } from '#lib/contacts/commands'
import { assignCustomer, deleteCustomer } from '#lib/customers/commands'
import { tokenFor } from '#lib/duplicates/token'
import { execute } from '#lib/execute'
import { createTodo, moveTodo } from '#lib/followups/commands'
import { leaveUser } from '#lib/handovers/commands'
import { defaults, type Permission, type Role } from '#lib/kernel/permissions'
import { now, today } from '#lib/kernel/time'
import { requestReveals } from '#lib/reveals/commands'
import { hashOf, newToken } from '#lib/scores/token'
import { askCollaboration } from '#lib/sharing/commands'
import { createView } from '#lib/views/commands'
import { aCustomer, aDepartment, aFollowUp, anImport, aUser } from './factories.ts'
import { plant } from './plant.ts'

// An input every command would accept, about somebody else's things. A command without one does not compile.
const other = () => aUser('sales', undefined, aDepartment().id)
const theirCustomer = () => aCustomer(other())
function theirTodo() {
  const user = other()
  return execute(createTodo, user, { customerId: aCustomer(user).id, title: '回电', dueOn: today() }).after
}
function theirAsking() {
  const [asker, customer] = [other(), theirCustomer()]
  return execute(askCollaboration, asker, { customer: tokenFor(customer.id, asker.id), reason: '老同学' }).after
}
function theirContact() {
  const user = other()
  return execute(createContact, user, { customerId: aCustomer(user).id, name: '李四' }).after
}
const aFileOf = (customerId: number) => ({
  customerId,
  kind: 'plan',
  originalName: 'a.pdf',
  extension: 'pdf',
  bytes: 9,
  sha256: 'a'.repeat(64),
})
function theirFile(deletedAt: number | null = null) {
  const about = aFileOf(theirCustomer().id)
  const values = { ...about, name: 'a', mediaType: 'application/pdf', createdAt: now(), deletedAt }
  return { id: writer().insert(files).values(values).returning().get().id, customerId: about.customerId }
}
const theirNotification = () =>
  writer()
    .insert(notifications)
    .values({ userId: other().id, key: 'k', kind: 'todo', title: '到期', href: '/', createdAt: now() })
    .returning()
    .get()
const theirRequest = () => execute(requestReveals, other(), { reason: '电话回访' }).after
const theirSign = () => {
  const values = { mark: String(Math.random()), userId: other().id, size: 5, foundAt: now(), seenAt: now() }
  return writer()
    .insert(paddingSigns)
    .values({ ...values, kind: 'burst' })
    .returning()
    .get()
}
function theirHandover() {
  execute(assignCustomer, aUser('admin'), { id: theirCustomer().id, version: 1, ownerId: other().id })
  return writer().select({ id: handovers.id }).from(handovers).orderBy(desc(handovers.id)).limit(1).get()!.id
}
function theirLeave() {
  const { id } = other()
  execute(leaveUser, aUser('admin'), { id, toId: other().id, split: 'all', reason: '离职', expected: 0 })
  return id
}
function theirUndo() {
  execute(moveTodo, { ...aUser('admin'), from: { address: '', request: 'r' } }, { id: theirTodo().id, version: 1, to: 'tomorrow' })
  return writer().select({ id: undos.id }).from(undos).orderBy(desc(undos.id)).limit(1).get()!.id
}
const theirDeleted = () => execute(deleteCustomer, aUser('admin'), { id: theirCustomer().id, version: 1 }).after
const theirView = () => execute(createView, other(), { page: 'customers', name: '重点', query: 'level=vip' }).after
const customer = { type: 'company', name: '测试公司', contact: '张三', phone: '13900000000', industry: 'C34', source: '转介绍' }
const theirImport = () => anImport(other()).id
const passwordHash = '$argon2id$v=19$x'
function theirPair() {
  const [low, high] = [theirCustomer(), theirCustomer()]
  const values = { lowId: low.id, highId: high.id, reason: 'phone', score: 60, foundAt: now(), seenAt: now() } as const
  return { id: writer().insert(duplicatePairs).values(values).returning().get().id }
}
function theirMerge() {
  const values = { winnerId: theirCustomer().id, loserId: 1_000_000 + Math.floor(Math.random() * 1e9), loserNumber: 'Q1', loserName: '甲' }
  return {
    id: writer()
      .insert(merges)
      .values({ ...values, mergedAt: now() })
      .returning()
      .get().id,
  }
}
const nobodys = () => ({})
const aNote = () => writer().insert(analysisNotes).values({ text: '结论', createdBy: other().id, createdAt: now() }).returning().get().id

function theirTicket(status: (typeof tickets.$inferInsert)['status']) {
  const values = {
    number: `T${Math.random()}`,
    customerId: theirCustomer().id,
    kind: 'inquiry',
    urgency: 'low',
    description: '问',
  } as const
  const done = { result: '好', cause: 'usage', createdAt: now(), closedAt: now(), departmentId: aDepartment().id } as const
  return writer()
    .insert(tickets)
    .values({ ...values, ...done, status, handlerId: status === 'unassigned' ? null : other().id })
    .returning()
    .get()
}
const handleOf = ({ id, version }: { id: number; version: number }) => ({ id, version })
const typeVersion = () => writer().select().from(ticketTypes).where(eq(ticketTypes.id, 1)).get()!.version
const aText = () =>
  handleOf(writer().insert(ticketTexts).values({ purpose: 'reply', title: '答复', body: '您好', updatedAt: 0 }).returning().get())

const anIdea = () => writer().insert(ideas).values({ title: '缩短交期', createdAt: now() }).returning().get()
const theirSuggestion = () =>
  writer().insert(suggestions).values({ customerId: theirCustomer().id, source: 'hand', text: '快', createdAt: now() }).returning().get().id

const aTier = () => writer().select({ id: tiers.id }).from(tiers).limit(1).get() ?? { id: plant('tiers', { rule: '{"kind":"rest"}' }) }
const newTier = () => {
  const values = { name: `标签${Math.random()}`, dimension: '金额', rule: { kind: 'any', groups: [] }, priority: 1, updatedAt: 0 } as const
  return handleOf(
    writer()
      .insert(tiers)
      .values({ ...values, rule: { ...values.rule, groups: [] } })
      .returning()
      .get(),
  )
}
const aRule = { kind: 'any' as const, groups: [[{ field: 'amount', op: 'gte' as const, value: 1 }]] }
const aTierForm = () => ({ name: `标签${Math.random()}`.slice(0, 20), dimension: '金额' })
function aTierRun(kind: 'trial' | 'asked' | 'applied', status: 'waiting' | 'ready' | 'working') {
  const values = { kind, status, day: today(), rules: '[]', askedAt: 0, finishedAt: now() } as const
  return writer().insert(tierRuns).values(values).returning().get().id
}
const anOverride = () => ({ tierId: writer().select().from(tiers).limit(1).get()!.id, has: true, reason: '重点扶持', until: today() })
function theirOverride() {
  const values = { ...anOverride(), customerId: theirCustomer().id, at: now() }
  return writer().insert(tierOverrides).values(values).returning().get().id
}

const aStrategyInput = () => ({
  ...{ name: `策略${Math.random()}`, tierId: aTier().id, kind: 'wakeUp' as const, advice: '回访', way: 'todo' as const },
  ...{ rhythm: 'month' as const, effectiveFrom: today() },
})
const aStrategy = (active = false) =>
  writer()
    .insert(strategies)
    .values({ ...aStrategyInput(), content: '', active, createdAt: now() })
    .returning()
    .get()
function theirPush() {
  const user = other()
  const values = { strategyId: aStrategy(true).id, customerId: aCustomer(user).id, period: 'once', pushedAt: now(), day: today() }
  return writer()
    .insert(strategyPushes)
    .values({ ...values, assigneeId: user.id })
    .returning()
    .get().id
}

function aReport(status: 'waiting' | 'done') {
  const edition = Math.floor(Math.random() * 1e9)
  const values = { kind: 'complaints', month: '2026-10', edition, scheduled: false, status, askedAt: 0, snapshot: '{}' } as const
  return writer().insert(reports).values(values).returning().get().id
}

const aQuestion = { kind: 'scale', text: '满意吗' } as const
const aSurvey = (status: 'draft' | 'open') =>
  handleOf(writer().insert(surveys).values({ title: '回访', status, createdAt: 0 }).returning().get())
function theirInvitation() {
  const values = { surveyId: 1, customerId: theirCustomer().id, reason: 'hand', createdAt: now() } as const
  return writer().insert(surveyInvitations).values(values).returning().get().id
}

const theirs: Record<keyof typeof commands, () => unknown> = {
  createCustomer: () => ({ ...customer, name: `公司${Math.random()}`, ownerId: other().id }),
  editCustomer: () => ({ ...customer, id: theirCustomer().id, version: 1 }),
  editContact: () => ({ id: theirCustomer().id, version: 1, contact: '李四', phone: '', email: '', position: '', address: '' }),
  assignCustomer: () => ({ id: theirCustomer().id, version: 1, ownerId: other().id }),
  deleteCustomer: () => ({ id: theirCustomer().id, version: 1 }),
  revealField: () => ({ id: theirCustomer().id, field: 'phone', reason: '核对' }),
  noteCheck: () => ({ customerId: theirCustomer().id, words: '查重' }),
  notePairs: () => ({ pairs: [], at: now() }),
  tidyPairs: () => ({ at: now(), pairs: [], merges: [] }),
  fillCores: () => ({ ids: [theirCustomer().id] }),
  dismissPair: theirPair,
  mergeCustomers: () => ({ winnerId: theirCustomer().id, loserId: theirCustomer().id, winnerVersion: 1, loserVersion: 1 }),
  unmergeCustomers: theirMerge,
  addCollaborator: () => ({ customerId: theirCustomer().id, userId: other().id }),
  removeCollaborator: () => ({ customerId: theirCustomer().id, userId: other().id }),
  askCollaboration: () => ({ customer: tokenFor(theirCustomer().id, other().id), reason: '老同学' }),
  acceptCollaboration: () => ({ id: theirAsking().id }),
  refuseCollaboration: () => ({ id: theirAsking().id, answer: '暂不需要' }),
  configurePool: () => ({ isOn: false, mostHeld: 0, claimsPerDay: 0, coolDays: 0, warnDays: 7, takesA: false, takesContract: false }),
  claimCustomers: () => ({ ids: [theirCustomer().id] }),
  releaseCustomer: () => ({ id: theirCustomer().id, version: 1, reason: '长期无需求' }),
  warnOwner: () => ({ ownerId: other().id, ids: [theirCustomer().id], total: 1, at: now() }),
  recycleCustomers: () => ({ ownerId: other().id, ids: [theirCustomer().id], total: 1, at: now() }),
  createContact: () => ({ customerId: theirCustomer().id, name: '李四' }),
  updateContact: () => ({ id: theirContact().id, version: 1, name: '' }),
  leaveContact: () => ({ id: theirContact().id, version: 1, leftOn: today() }),
  revealContact: () => ({ id: theirContact().id, field: 'phone', reason: '核对' }),
  editProfile: () => ({ id: theirCustomer().id, version: 0, urgency: 'high' }),
  assignMany: () => ({ ids: [theirCustomer().id], expected: 1, ownerId: other().id }),
  levelMany: () => ({ ids: [theirCustomer().id], expected: 1, level: 'vip' }),
  tagMany: () => ({ ids: [theirCustomer().id], expected: 1, tag: '重点' }),
  deleteMany: () => ({ ids: [theirCustomer().id], expected: 1 }),
  restoreCustomer: () => ({ id: theirDeleted().id, version: 2 }),
  purgeCustomers: () => ({ ids: [theirDeleted().id], at: now() }),
  exportCustomers: () => ({ format: 'csv', reason: '盘点', count: 1, filter: '全部客户', confirmed: false }),
  exportTickets: () => ({ format: 'csv', reason: '月报', count: 1, filter: '全部工单', confirmed: false }),
  exportPushes: () => ({ format: 'csv', reason: '月报', count: 1, filter: '全部推送', confirmed: false }),
  exportSuggestions: () => ({ format: 'csv', reason: '月报', count: 1, filter: '全部建议', confirmed: false }),
  exportFollowUps: () => ({ format: 'csv', reason: '盘点', count: 1, filter: '全部跟进', confirmed: false }),
  confirmLines: () => ({ id: theirHandover() }),
  leaveUser: () => ({ id: other().id, toId: other().id, split: 'all', reason: '离职', expected: 0 }),
  returnUser: () => ({ id: theirLeave() }),
  handOn: () => ({ leaveId: 1 }),
  handBack: () => ({ leaveId: 1 }),
  takeBack: () => ({ id: theirUndo() }),
  copyPerson: () => ({ of: [`customer-${theirCustomer().id}`], reason: '本人申请' }),
  erasePerson: () => ({ of: [`customer-${theirCustomer().id}`], reason: '本人申请', sure: true, hits: [], confirmed: true }),
  settleErasure: () => ({ id: 1 }),
  createView: () => ({ page: 'customers', name: '重点客户', query: 'level=vip' }),
  renameView: () => ({ id: theirView().id, name: '改名' }),
  removeView: () => ({ id: theirView().id }),
  arrangeColumns: () => ({ columns: ['name', 'owner'] }),
  attachFile: () => ({ ...aFileOf(theirCustomer().id) }),
  renameFile: () => ({ ...theirFile(), kind: 'plan', name: '改名' }),
  removeFile: theirFile,
  restoreFile: () => theirFile(now()),
  purgeFiles: () => ({ ids: [theirFile(now()).id], at: now() }),
  readFile: () => ({ id: theirFile().id }),
  createFollowUp: () => ({ customerId: theirCustomer().id, occurredAt: `${today()}T00:00`, method: 'phone', content: '问候' }),
  createTodo: () => ({ customerId: theirCustomer().id, title: '回电', dueOn: today() }),
  finishTodo: () => {
    const todo = theirTodo()
    return { id: todo.id, version: 1, followUpId: aFollowUp(aUser('admin'), todo.customerId).id }
  },
  moveTodo: () => ({ id: theirTodo().id, version: 1, to: 'tomorrow' }),
  handTodo: () => ({ id: theirTodo().id, version: 1, assigneeId: other().id }),
  cancelTodo: () => ({ id: theirTodo().id, version: 1, reason: '不需要' }),
  recordPurchase: () => ({ customerId: theirCustomer().id, product: '耗材A', quantity: '1', amount: '10.00', purchasedOn: today() }),
  refreshAnalysis: nobodys,
  keepAnalysisRows: () => ({ made: 1, rows: [] }),
  keepRisks: () => ({ made: 1, rows: [] }),
  finishAnalysis: () => ({ at: 1, day: today(), parts: [] }),
  tidyAnalysis: () => ({ at: 1, limit: 10 }),
  downloadAnalysis: () => ({ scope: '全公司', day: today() }),
  createNote: () => ({ text: '交期是首要问题' }),
  removeNote: () => ({ id: aNote() }),
  createStrategy: () => aStrategyInput(),
  copyStrategy: () => ({ id: aStrategy().id }),
  takeSuggested: nobodys,
  editStrategy: () => ({ ...aStrategyInput(), ...handleOf(aStrategy()) }),
  activateStrategy: () => handleOf(aStrategy()),
  pauseStrategy: () => handleOf(aStrategy(true)),
  removeStrategy: () => handleOf(aStrategy()),
  wakeStrategies: nobodys,
  pushStrategy: () => ({ id: aStrategy(true).id, customerIds: [theirCustomer().id], at: now() }),
  sendPush: () => ({ id: theirPush() }),
  setConsent: () => ({ customerId: theirCustomer().id, marketing: 'refused', source: '电话告知' }),
  editCard: () => ({ phone: '010-12345678', email: '' }),
  createReport: () => ({ month: today().slice(0, 7) }),
  createTier: () => ({ ...aTierForm(), rule: aRule, priority: 1 }),
  editTier: () => ({ ...newTier(), ...aTierForm() }),
  retireTier: newTier,
  tryRules: () => ({ changes: [{ ...newTier(), rule: aRule }] }),
  applyTrial: () => ({ id: aTierRun('trial', 'ready') }),
  dropTrial: () => ({ id: aTierRun('trial', 'ready') }),
  runNow: nobodys,
  override: () => ({ ...anOverride(), customerId: theirCustomer().id }),
  endOverride: () => ({ id: theirOverride() }),
  openTierRun: () => ({ day: today() }),
  beginTierRun: () => ({ id: aTierRun('asked', 'waiting') }),
  writeTierRun: () => ({ id: aTierRun('asked', 'working'), customers: 0, ins: '[]', outs: '[]', kept: '[]', near: '[]' }),
  applyTierMoves: () => ({ id: aTierRun('applied', 'working'), after: 0, most: 10 }),
  finishTierRun: () => ({ id: aTierRun('asked', 'working') }),
  failTierRun: () => ({ id: aTierRun('asked', 'working'), note: '出错' }),
  beginReport: () => ({ month: '2026-10', at: now() }),
  finishReport: () => ({
    id: aReport('waiting'),
    snapshot: '{}',
    pdf: { sha256: 'a'.repeat(64), bytes: 1 },
    xlsx: { sha256: 'b'.repeat(64), bytes: 1 },
  }),
  keepRows: () => ({ id: aReport('waiting'), first: true, rows: [] }),
  failReport: () => ({ id: aReport('waiting'), note: '磁盘空间不足' }),
  downloadReport: () => ({ id: aReport('done'), format: 'pdf' }),
  createTicket: () => ({ customerId: theirCustomer().id, kind: 'inquiry', description: '索取产品参数' }),
  editTicket: () => ({ ...handleOf(theirTicket('unreceived')), kind: 'inquiry', description: '改' }),
  assignTicket: () => ({ ...handleOf(theirTicket('unreceived')), departmentId: aDepartment().id, reason: '出差' }),
  takeTicket: () => handleOf(theirTicket('unassigned')),
  receiveTicket: () => handleOf(theirTicket('unreceived')),
  respondTicket: () => ({ ...handleOf(theirTicket('unanswered')), text: '已联系' }),
  reportProgress: () => ({ id: theirTicket('working').id, text: '进行中' }),
  noteTicket: () => ({ id: theirTicket('working').id, text: '备注' }),
  waitTicket: () => ({ ...handleOf(theirTicket('working')), reason: '等图纸' }),
  resumeTicket: () => handleOf(theirTicket('waiting')),
  resolveTicket: () => ({ ...handleOf(theirTicket('working')), result: '已修好', cause: 'usage', solution: 'remote' }),
  sendBackTicket: () => ({ ...handleOf(theirTicket('revisit')), reason: '又坏' }),
  closeTicket: () => ({ ...handleOf(theirTicket('revisit')), feedback: '满意', score: 5 }),
  scoreTicket: () => ({ id: theirTicket('closed').id, score: 4, source: 'phone' }),
  askForCustomer: () => ({ name: '李四', phone: '13900000001', description: '设备异响' }),
  createScoreLink: () => ({ id: theirTicket('revisit').id, tokenHash: hashOf(newToken())! }),
  giveScore: () => ({ token: newToken(), score: 5 }),
  exportSurveys: () => ({ format: 'csv', reason: '月度汇总', count: 1, filter: '', confirmed: false }),
  createSurvey: () => ({ title: '回访', questions: [aQuestion] }),
  editSurvey: () => ({ ...aSurvey('draft'), title: '回访', questions: [aQuestion] }),
  openSurvey: () => aSurvey('draft'),
  closeSurvey: () => aSurvey('open'),
  scheduleSurvey: () => ({ ...aSurvey('draft'), on: true }),
  removeSurvey: () => aSurvey('draft'),
  askCustomer: () => ({ surveyId: 1, customerId: theirCustomer().id }),
  linkInvitation: () => ({ id: theirInvitation(), tokenHash: hashOf(newToken())! }),
  cancelInvitation: () => ({ id: theirInvitation() }),
  recordSurvey: () => ({ surveyId: 1, customerId: theirCustomer().id, source: 'phone', q1: 5, q2: 5, q3: 5, q4: 9 }),
  answerSurvey: () => ({ token: newToken(), q1: 5 }),
  declineSurvey: () => ({ token: newToken() }),
  inviteDue: () => ({ surveyId: 1, customerIds: [theirCustomer().id], at: now() }),
  remindInvitation: () => ({ id: theirInvitation(), at: now() }),
  followResponse: () => ({ id: 1 }),
  linkTicket: () => ({ id: 1 }),
  tendRepair: () => ({ ticketId: theirTicket('closed').id, closing: true }),
  reopenTicket: () => ({ ...handleOf(theirTicket('closed')), reason: '又坏' }),
  voidTicket: () => ({ ...handleOf(theirTicket('unreceived')), reason: '重复' }),
  revealForTicket: () => ({ id: theirTicket('working').id, reason: '回电' }),
  createType: () => ({ kind: 'complaint', name: `类型${Math.random()}`.slice(0, 16), details: '' }),
  editType: () => ({ id: 1, version: typeVersion(), name: '产品质量', details: '', active: true }),
  createText: () => ({ purpose: 'reply', title: '答复', body: '您好' }),
  editText: () => ({ ...aText(), purpose: 'reply', title: '答复', body: '您好' }),
  removeText: () => ({ id: aText().id }),
  createSuggestion: () => ({ customerId: theirCustomer().id, text: '希望缩短交期' }),
  gatherSuggestion: () => ({ source: 'ticket', id: theirTicket('unreceived').id }),
  sortSuggestions: () => ({ ids: [theirSuggestion()], to: 'dropped' }),
  tellAskers: () => ({ id: anIdea().id }),
  createIdea: () => ({ title: '缩短交期', ids: [] }),
  editIdea: () => ({ ...handleOf(anIdea()), title: '改名' }),
  moveIdea: () => ({ ...handleOf(anIdea()), status: 'planned', reason: '排进下季度' }),
  landIdea: () => ({ ...handleOf(anIdea()), sentence: '您提到的“缩短交期”，我们已提速20%', reason: '上线' }),
  declineIdea: () => ({ ...handleOf(anIdea()), reason: '成本过高' }),
  createImport: () => ({
    target: 'customers',
    fileName: 'a.csv',
    sha256: 'x',
    encoding: 'utf-8',
    header: ['客户名称'],
    mapping: {},
    names: [],
    total: 1,
  }),
  stageRows: () => ({ id: theirImport(), rows: [], last: true }),
  mapImport: () => ({ id: theirImport(), version: 1, mapping: {}, people: {} }),
  checkImport: () => ({ id: theirImport() }),
  startImport: () => ({ id: theirImport() }),
  cancelImport: () => ({ id: theirImport() }),
  advanceImport: () => ({ id: theirImport(), size: 1 }),
  failImport: () => ({ id: theirImport(), failure: '出错' }),
  downloadKeptOut: () => ({ id: theirImport() }),
  raiseNotification: () => ({ userId: other().id, key: 'k', kind: 'todo', title: '到期', href: '/' }),
  raiseNotifications: () => ({ messages: [{ userId: other().id, key: 'k', kind: 'todo', title: '到期', href: '/' }] }),
  markRead: () => ({ id: theirNotification().id }),
  markAllRead: nobodys,
  startSession: () => ({ userId: other().id, login: 'x', sid: String(Math.random()), device: 'd', address: '', userAgent: '' }),
  failSignIn: () => ({ login: 'x', address: '10.0.0.1' }),
  touchSession: () => ({ id: 1 }),
  endSession: nobodys,
  editSettings: () => ({
    companyName: '甲公司',
    companyPrefix: 'Q',
    personPrefix: 'G',
    numberPattern: '{TYPE}{YYYY}{SEQ:4}',
    idleMinutes: 60,
    absoluteHours: 24,
    sources: '线上：网站',
  }),
  setPolicy: () => ({
    kind: 'complaint',
    urgency: 'high',
    version: 0,
    receiveMinutes: 60,
    respondMinutes: 240,
    resolveMinutes: 600,
    time: 'working',
    amberPercent: 80,
  }),
  setHours: () => ({ workDays: ['1', '2'], workHours: '9:00-12:00', tellHandler: 0, tellHead: 60, tellManager: 240 }),
  setDay: () => ({ date: '2027-01-01', kind: 'holiday', name: '元旦' }),
  takeNotice: () => ({ year: 2027, notice: '元旦：1月1日放假，共1天。' }),
  removeDay: () => ({ id: reader().select({ id: calendarDays.id }).from(calendarDays).limit(1).get()!.id }),
  setUpCompany: () => ({ companyName: '甲公司', companyPrefix: 'Q', personPrefix: 'G' }),
  createUser: () => ({
    login: `x${Math.random().toString(36).slice(2, 8)}`,
    name: '新人',
    role: 'sales',
    departmentId: null,
    passwordHash,
  }),
  editUser: () => ({ id: other().id, version: 1, name: '改名', role: 'sales', departmentId: null }),
  deactivateUser: () => ({ id: other().id }),
  activateUser: () => ({ id: other().id }),
  resetPassword: () => ({ id: other().id, passwordHash }),
  unlockUser: () => ({ id: other().id }),
  changePassword: () => ({ passwordHash }),
  editAccount: () => ({ version: 1, leadMinutes: 30, quietFrom: '22:00', quietTo: '08:00' }),
  endOtherSessions: nobodys,
  createDepartment: () => ({ name: `部门${Math.random()}`.slice(0, 20) }),
  editDepartment: () => ({ id: aDepartment().id, name: `部门${Math.random()}`.slice(0, 20) }),
  editRole: () => ({ role: 'auditor', permission: 'audit.read', reach: 'all' }),
  editRoleCells: () => ({ role: 'auditor', cells: [{ permission: 'audit.read', reach: 'all' }] }),
  seedRoles: nobodys,
  downloadBackup: () => ({ name: 'x' }),
  noteRestore: () => ({ name: 'x', at: 0 }),
  requestBackup: nobodys,
  claimRun: () => ({ job: 'x', period: String(Math.random()) }),
  renewRun: () => ({ job: 'x', period: 'y' }),
  finishRun: () => ({ job: 'x', period: 'y', status: 'done', note: '' }),
  tidyUp: () => ({ kind: 'sessions', at: 0, limit: 1 }),
  markDemo: () => ({}),
  removeDemo: nobodys,
  verifyCustomer: () => ({ id: theirCustomer().id, facts: ['name'], via: 'site', verifiedOn: today() }),
  checkCustomer: () => ({ id: theirCustomer().id }),
  checkMany: () => ({ ids: [theirCustomer().id] }),
  requestReveals: () => ({ reason: '电话回访' }),
  allowReveals: () => ({ id: theirRequest().id, extra: 10 }),
  editQuotas: () => ({
    revealsAdmin: 1,
    revealsBoss: 1,
    revealsSalesManager: 1,
    revealsSales: 1,
    revealsServiceManager: 1,
    revealsService: 1,
    revealsOther: 1,
  }),
  recordSigns: () => ({ findings: [], at: now() }),
  clearSigns: () => ({ before: 0 }),
  setAsideSign: () => ({ id: theirSign().id, note: '已核实' }),
}

describe.each(Object.entries(commands))('%s', (name, command) => {
  test.each(roles)('%s', (role: Role) => {
    const reach = (defaults[command.name as Permission] as Partial<Record<Role, string>>)[role]
    const me = aUser(role, undefined, aDepartment().id)
    const input = theirs[name as keyof typeof commands]()
    const rows = count()
    const outcome = attempt(() => execute(command as never, me, input as never))
    if (reach === undefined) expect(outcome).toMatch(/^没有权限/)
    else if (reach !== 'all' && isAboutOthers(name)) expect(outcome).toMatch(/^(找不到|只能)/)
    else expect(outcome).not.toMatch(/^没有权限/)
    if (outcome) expect(count()).toBe(rows + 1)
  })
})

const isAboutOthers = (name: string) =>
  theirs[name as keyof typeof commands] !== nobodys &&
  ![
    'changePassword',
    'editAccount',
    'editCard',
    'createImport',
    'exportCustomers',
    'exportFollowUps',
    'exportSuggestions',
    'createView',
    'arrangeColumns',
    'requestReveals',
  ].includes(name)
const count = () => reader().select({ id: auditLog.id }).from(auditLog).all().length

function attempt(work: () => unknown) {
  try {
    work()
    return ''
  } catch (error) {
    return (error as Error).message
  }
}
