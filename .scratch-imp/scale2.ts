import { fresh } from './fresh.ts'
fresh('.scratch-imp/scale.db')
const { writer, reader } = await import('#db/client')
const { users } = await import('#db/schema/people')
const { whatMay } = await import('#lib/users/queries')
const { bringSheet } = await import('#lib/imports/stage')
const { runImport } = await import('#lib/imports/run')
const { execute } = await import('#lib/execute')
const c = await import('#lib/imports/commands')
const { findImport } = await import('#lib/imports/queries')
const { grant } = await import('#lib/kernel/grant')
const P = Object.getPrototypeOf(writer().$client.prepare('select 1'))
const acc = new Map<string, [number, number]>()
for (const m of ['get', 'run', 'all']) { const o = P[m]; P[m] = function (...a: unknown[]) { const t = performance.now(); const r = o.apply(this, a); const k = m + ' ' + this.source.slice(0, 60); const x = acc.get(k) ?? [0, 0]; x[0]++; x[1] += performance.now() - t; acc.set(k, x); return r } }
if (process.argv[3]) writer().$client.pragma(process.argv[3])
const N = Number(process.argv[2] ?? 20000)
const u = writer().insert(users).values({ login: 'a', name: '管理', nameMasked: '管*', role: 'admin', passwordHash: 'x', createdAt: 0 }).returning().get()
const me = { ...u, may: whatMay('admin', writer()) } as never
const A = '华中远东恒鑫博雅众诚启明嘉禾百川瑞丰蓝澜安捷'.split(''), T = ['电子', '机械', '医药', '贸易', '科技', '餐饮'], C = ['长沙', '苏州', '北京', '上海', '广州', '成都']
const lines = ['客户类型,客户名称,联系人姓名,联系方式,所属行业,客户等级,客户来源,建档日期,负责人,企业地址,备注']
for (let i = 0; i < N; i++) { const g = (k: number) => A[(i * 7 + k * 13 + (i >> k)) % A.length]; lines.push(`企业客户,${C[i % 6]}${g(1)}${g(2)}${g(3)}${g(4)}${T[i % 6 === 0 ? 1 : i % 5]}${i}有限公司,王${g(5)}${g(6)},${i % 100 === 0 ? '12' : 13000000000 + i},制造业,普通客户,转介绍,2024-0${1 + i % 9}-11,管理,上海市建设路${i}号,重点跟进老客户`) }
const bytes = new TextEncoder().encode(lines.join('\r\n'))
const lap = async (name: string, f: () => Promise<unknown>) => { const t = performance.now(), q = process.cpuUsage(); let worst = 0, last = performance.now(); const tick = setInterval(() => { const n = performance.now(); worst = Math.max(worst, n - last - 5); last = n }, 5); const r = await f(); clearInterval(tick); const d = process.cpuUsage(q); console.log(name, ((performance.now() - t) / 1000).toFixed(2) + 's', 'cpu', ((d.user + d.system) / 1e6).toFixed(2), 'longest pause ms', worst.toFixed(0)); return r }
const id = (await lap('stage', () => bringSheet(me, { target: 'customers', fileName: 'x.csv', bytes }))) as number
execute(c.checkImport, me, { id })
await lap('check', () => runImport(id))
execute(c.startImport, me, { id })
await lap('run', () => runImport(id))
const j = findImport(grant(me, 'import.read'), id); console.log(j.status, j.total, j.imported, j.refused, j.duplicate)

for (const [k, [n, ms]] of [...acc].sort((a, b) => b[1][1] - a[1][1]).slice(0, 14)) console.log(ms.toFixed(0).padStart(6), String(n).padStart(6), (ms / n * 1000).toFixed(1).padStart(8), k)
