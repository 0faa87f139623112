import { toCsv } from '../formats/csv.ts'
import { type Target, targetFields } from './aliases.ts'

const samples: Record<Target, Record<string, string>> = {
  customers: {
    number: '',
    type: '企业客户',
    name: '示例精密机械有限公司',
    contact: '王建国',
    phone: '13000000001',
    email: 'wang@example.com',
    position: '采购经理',
    industry: '通用设备制造业',
    level: '普通客户',
    source: '展会推广',
    createdOn: '2026-01-15',
    owner: '',
    address: '苏州市工业园区示例路 1 号',
    note: '',
    headcount: '200',
    revenue: '5000',
    creditCode: '',
    tags: '产能扩张',
  },
  followUps: {
    customerNumber: '',
    customer: '示例精密机械有限公司',
    occurredAt: '2026-01-16 14:30',
    method: '电话',
    contentType: '价值型',
    content: '介绍自动化设备案例，询问当前产能瓶颈',
    feedback: '希望缩短交期',
    next: '提交方案',
    nextOn: '2026-01-23',
    follower: '',
  },
  purchases: {
    customerNumber: '',
    customer: '示例精密机械有限公司',
    product: '刀具耗材',
    quantity: '100',
    unit: '件',
    amount: '12800.00',
    purchasedOn: '2026-01-20',
    note: '',
  },
}

/** An empty table with the documents' columns and one line that shows how they are filled (S1-60, S1-62, S1-65). */
export function templateOf(target: Target): string {
  const fields = targetFields[target]
  return toCsv([fields.map(({ label }) => label), fields.map(({ key }) => samples[target][key] ?? '')])
}
