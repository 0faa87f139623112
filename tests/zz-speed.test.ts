import { test } from 'vitest'
import { writer } from '#db/client'
import { customers } from '#db/schema/customers'
import { customerInserter } from '#lib/customers/insert'

const values = (c: unknown, i: number) =>
  ({
    type: 'company',
    name: `长沙博雅鼎新医药${c}${i}有限公司`,
    contact: '郑乙芳',
    phone: String(13000000000 + i),
    email: '',
    position: '',
    industry: 'C34',
    source: '展会推广',
    level: 'normal',
    potential: null,
    address: '上海市建设路613号',
    note: '',
    headcount: null,
    revenueWan: null,
    creditCode: '',
    tags: '',
    ownerId: null,
    createdBy: null,
    createdOn: '2024-01-01',
  }) as const
test('x', () => {
  const db = writer().$client
  for (let c = 0; c < 4; c++) {
    let t = process.cpuUsage()
    const lap = (name: string) => {
      const n = process.cpuUsage(t)
      console.log(name, ((n.user + n.system) / 1000).toFixed(1))
      t = process.cpuUsage()
    }
    writer().transaction((tx) => {
      const { clash, insert } = customerInserter(tx)
      for (let i = 0; i < 1000; i++) {
        clash(values(c, i))
      }
      lap('clash us/row')
      for (let i = 0; i < 1000; i++) {
        insert(values(c, i))
      }
    })
    lap('insert us/row')
    const rows = writer().select().from(customers).all().slice(-1000)
    const raw = db.prepare('select * from customers order by id desc limit 1000').all() as Record<string, unknown>[]
    db.exec(
      'delete from customer_terms where id in (select id from customers order by id desc limit 1000); delete from customers where id in (select id from customers order by id desc limit 1000)',
    )
    const cols = Object.keys(raw[0])
    const st = db.prepare(`insert into customers (${cols.join(',')}) values (${cols.map(() => '?').join(',')})`)
    lap('..')
    db.transaction(() => {
      raw.forEach((r) => st.run(cols.map((k) => r[k])))
    })()
    lap('raw us/row')
    db.exec('delete from customers where id in (select id from customers order by id desc limit 1000)')
    lap('..')
    writer().transaction((tx) => {
      for (let i = 0; i < 1000; i += 50)
        tx.insert(customers)
          .values(rows.slice(i, i + 50))
          .run()
    })
    lap('multi us/row')
  }
})
