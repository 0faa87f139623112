import { AlikeBox } from '#components/duplicates/alike-box'
import { PageHeader } from '#components/ui/page-header'
import { writable } from '#lib/aside/gate'
import { can } from '#lib/kernel/grant'
import { allow } from '../../../_web/allow.ts'
import { type SearchParams, textIn, wholeIn } from '../../../_web/query.ts'
import { lookUp } from './look.ts'

export const metadata = { title: '查重' }

const fields = [
  { name: 'name', label: '客户名称', placeholder: '例如 苏州蓝澜精密机械有限公司', type: 'search', max: 100 },
  { name: 'phone', label: '联系方式', placeholder: '手机、固话或 400 电话', type: 'tel', max: 40 },
  { name: 'creditCode', label: '统一社会信用代码', placeholder: '18 位', type: 'text', max: 18 },
] as const

export default async function CheckPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('duplicate.check')
  const query = await searchParams
  const typed = { name: textIn(query.name, 100), phone: textIn(query.phone, 40), creditCode: textIn(query.creditCode, 18) }
  const asked = Object.values(typed).some((text) => text !== undefined)
  // What was found is put down.
  if (asked) await writable()
  const hits = asked ? lookUp(me, { ...typed, except: wholeIn(query.except) }) : []
  return (
    <>
      <PageHeader title="查重" trail={[{ href: '/customers', label: '客户' }]} sub="录入之前，先看同事是否已经在跟进" />
      <form className="form two" action="/customers/check" id="check">
        {fields.map(({ name, label, placeholder, type, max }) => (
          <div className="field" key={name}>
            <label htmlFor={`check-${name}`}>{label}</label>
            <input id={`check-${name}`} name={name} type={type} maxLength={max} placeholder={placeholder} defaultValue={typed[name]} />
          </div>
        ))}
        <p className="deeds">
          <button type="submit" className="btn first">
            查重
          </button>
          {can(me.actor, 'customer.create') && (
            <a className="btn quiet" href="/customers/new">
              新增客户
            </a>
          )}
        </p>
      </form>
      <AlikeBox hits={hits} asked={asked} />
      <p className="help">同事负责的客户只显示部分名称、负责人和跟进情况，每次查看都会记录。</p>
    </>
  )
}
