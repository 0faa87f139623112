import { fresh } from './fresh.ts'
fresh('.scratch-imp/prof.db')
const { writer } = await import('#db/client')
const { customerInserter } = await import('#lib/customers/insert')
const db = writer().$client
if (process.argv[2]) db.pragma(process.argv[2])
const P = Object.getPrototypeOf(db.prepare('select 1'))
const acc = new Map<string, [number, number]>()
for (const m of ['get', 'run', 'all']) { const o = P[m]; P[m] = function (...a: unknown[]) { const t = performance.now(); const r = o.apply(this, a); const k = m + ' ' + this.source.slice(0, 50); const x = acc.get(k) ?? [0, 0]; x[0]++; x[1] += performance.now() - t; acc.set(k, x); return r } }
const values = (c: unknown, i: number) => ({ type: 'company', name: `长沙博雅鼎新医药${c}${i}有限公司`, contact: '郑乙芳', phone: String(13000000000 + i), email: '', position: '', industry: 'C34', source: '展会推广', level: 'normal', potential: null, address: '上海市建设路613号', note: '', headcount: null, revenueWan: null, creditCode: '', tags: '', ownerId: null, createdBy: null, createdOn: '2024-01-01' } as const)
for (let c = 0; c < 5; c++) {
  const t = process.cpuUsage()
  for (let k = 0; k < 5; k++)
  writer().transaction((tx) => { const { clash, insert, index } = customerInserter(tx); for (let i = 0; i < 200; i++) { clash(values(c, k*1000+i)); insert(values(c, k*1000+i)) } index() })
  const n = process.cpuUsage(t); console.log(((n.user + n.system) / 1000).toFixed(0))
}
console.table([...acc].map(([k, [n, ms]]) => ({ k, n, us: (ms / n * 1000).toFixed(1) })))
