/** A column that a target takes: `required` ones have to be found in the sheet; `max` is in characters, and no cell is looked at beyond it. */
export type Field = { key: string; label: string; required: boolean; aliases: readonly string[]; max: number; unit?: '元' | '万元' }

const number = {
  key: 'number',
  label: '客户编号',
  required: false,
  max: 40,
  aliases: ['客户编码', '客户代码', '客户号', '客户id', '编号', '编码'],
} as const
const customerNames = [
  '客户',
  '客户名',
  '客户全称',
  '客户公司',
  '公司名称',
  '企业名称',
  '单位名称',
  '公司全称',
  '企业全称',
  '所属客户',
  '关联客户',
  '公司',
  '企业',
] as const
const people = ['客户经理', '归属人', '所有人', '客户所有人', '客户负责人', '所属销售', '销售代表', '销售', '业务员'] as const

/** 客户基础信息表 (S0-58, S1-60) and what exports of other systems and hand-made sheets call its columns. */
const customers = [
  number,
  { key: 'type', label: '客户类型', required: true, max: 40, aliases: ['客户性质', '客户类别', '类型', '类别', '性质'] },
  {
    key: 'name',
    label: '客户名称',
    required: true,
    max: 100,
    aliases: [...customerNames, '单位', '名称', '客户姓名', 'name', 'company', 'accountname', '姓名'],
  },
  {
    key: 'contact',
    label: '联系人姓名',
    required: false,
    max: 50,
    aliases: ['联系人', '首要联系人', '主要联系人', '主联系人', '联系人名称', '对接人', '姓名', 'contact', 'contactname'],
  },
  {
    key: 'phone',
    label: '联系方式',
    required: true,
    max: 40,
    aliases: [
      '联系电话',
      '手机',
      '手机号',
      '手机号码',
      '移动电话',
      '联系手机',
      '联系人手机',
      '联系人电话',
      '电话',
      '电话号码',
      '座机',
      '固定电话',
      'mobile',
      'phone',
      'tel',
    ],
  },
  {
    key: 'email',
    label: '邮箱',
    required: false,
    max: 100,
    aliases: ['电子邮箱', '电子邮件', '邮件', '邮箱地址', 'email', 'e-mail', 'mail'],
  },
  { key: 'position', label: '职位', required: false, max: 50, aliases: ['职务', '岗位', '联系人职位', '联系人职务', 'title'] },
  {
    key: 'industry',
    label: '所属行业',
    required: false,
    max: 60,
    aliases: ['行业', '客户行业', '行业类别', '行业类型', '行业分类', 'industry'],
  },
  { key: 'level', label: '客户等级', required: false, max: 40, aliases: ['客户级别', '等级', '级别', '客户分级', 'level'] },
  {
    key: 'source',
    label: '客户来源',
    required: false,
    max: 40,
    aliases: ['来源', '线索来源', '来源渠道', '获客渠道', '客户渠道', 'source'],
  },
  {
    key: 'createdOn',
    label: '建档日期',
    required: false,
    max: 60,
    aliases: ['建档时间', '创建日期', '创建时间', '录入日期', '录入时间', '登记日期', '登记时间', '日期'],
  },
  { key: 'owner', label: '负责人', required: false, max: 50, aliases: [...people, '跟进人', 'owner'] },
  {
    key: 'address',
    label: '企业地址',
    required: false,
    max: 200,
    aliases: ['地址', '公司地址', '单位地址', '客户地址', '详细地址', '联系地址', '通讯地址', 'address'],
  },
  {
    key: 'note',
    label: '备注',
    required: false,
    max: 2000,
    aliases: ['备注信息', '说明', '描述', '客户备注', '客户描述', 'remark', 'note'],
  },
  {
    key: 'headcount',
    label: '员工数',
    required: false,
    max: 60,
    aliases: ['员工人数', '人数', '总人数', '企业规模', '公司规模', '人员规模', '规模'],
  },
  {
    key: 'revenue',
    label: '年营收(万元)',
    required: false,
    max: 60,
    unit: '万元',
    aliases: ['年营业额', '营业额', '年销售额', '年收入', '营收'],
  },
  {
    key: 'creditCode',
    label: '统一社会信用代码',
    required: false,
    max: 60,
    aliases: ['社会信用代码', '信用代码', '税号', '纳税人识别号', '企业税号'],
  },
  { key: 'tags', label: '需求标签', required: false, max: 200, aliases: ['标签', '客户标签', '需求'] },
] as const satisfies readonly Field[]

const customerNumber = { ...number, key: 'customerNumber' } as const
const customer = {
  key: 'customer',
  label: '客户名称',
  required: true,
  max: 100,
  aliases: [...customerNames, '客户姓名', '单位名称', '对应客户'],
} as const

/** 客户互动记录表 (S1-62). */
const followUps = [
  customerNumber,
  customer,
  {
    key: 'occurredAt',
    label: '跟进时间',
    required: true,
    max: 60,
    aliases: [
      '跟进日期',
      '互动时间',
      '互动日期',
      '沟通时间',
      '沟通日期',
      '联系时间',
      '拜访时间',
      '拜访日期',
      '回访时间',
      '日期',
      '时间',
      '创建时间',
    ],
  },
  {
    key: 'method',
    label: '跟进方式',
    required: false,
    max: 40,
    aliases: ['互动方式', '沟通方式', '联系方式', '跟进类型', '拜访方式', '回访方式', '方式'],
  },
  { key: 'contentType', label: '内容类型', required: false, max: 40, aliases: ['内容分类', '沟通类型'] },
  {
    key: 'content',
    label: '沟通内容',
    required: true,
    max: 5000,
    aliases: ['沟通内容简述', '跟进内容', '互动内容', '沟通记录', '跟进记录', '拜访内容', '回访内容', '跟进详情', '内容', '记录'],
  },
  {
    key: 'feedback',
    label: '客户反馈',
    required: false,
    max: 2000,
    aliases: ['客户反馈/需求变化', '需求变化', '反馈', '客户意见', '沟通结果'],
  },
  {
    key: 'next',
    label: '下一步计划',
    required: false,
    max: 200,
    aliases: ['下一步行动', '下步计划', '下次计划', '后续计划', '后续行动', '下一步', '计划'],
  },
  {
    key: 'nextOn',
    label: '下一步日期',
    required: false,
    max: 60,
    aliases: [
      '计划完成时间',
      '计划完成日期',
      '下次跟进时间',
      '下次跟进日期',
      '下次联系时间',
      '下次联系日期',
      '下次回访时间',
      '下一步时间',
      '计划日期',
    ],
  },
  {
    key: 'follower',
    label: '跟进人',
    required: false,
    max: 50,
    aliases: ['跟进人员', '记录人', '拜访人', '回访人', '负责人', '创建人', ...people],
  },
] as const satisfies readonly Field[]

/** The purchases of 客户复购提醒表 (S1-65), one a row. */
const purchases = [
  customerNumber,
  customer,
  {
    key: 'product',
    label: '产品',
    required: true,
    max: 100,
    aliases: ['产品名称', '商品', '商品名称', '品名', '购买产品', '采购产品', '货品', '货品名称', '物料名称', '历史购买记录'],
  },
  { key: 'quantity', label: '数量', required: false, max: 60, aliases: ['购买数量', '采购数量', '订购数量', '销售数量', '订单数量'] },
  { key: 'unit', label: '单位', required: false, max: 10, aliases: ['计量单位'] },
  {
    key: 'amount',
    label: '金额(元)',
    required: false,
    max: 60,
    unit: '元',
    aliases: ['总金额', '订单金额', '购买金额', '采购金额', '成交金额', '销售金额', '合同金额', '合计', '合计金额', '价税合计'],
  },
  {
    key: 'purchasedOn',
    label: '购买日期',
    required: false,
    max: 60,
    aliases: ['采购日期', '下单日期', '订单日期', '成交日期', '销售日期', '购买时间', '下单时间', '成交时间', '日期', '时间'],
  },
  { key: 'note', label: '备注', required: false, max: 2000, aliases: ['备注信息', '说明', '描述'] },
] as const satisfies readonly Field[]

export const targetFields = { customers, followUps, purchases }
export type Target = keyof typeof targetFields
export type CustomerKey = (typeof customers)[number]['key']
export type FollowUpKey = (typeof followUps)[number]['key']
export type PurchaseKey = (typeof purchases)[number]['key']
