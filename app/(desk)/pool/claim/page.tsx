import { Facts } from '#components/ui/facts'
import { Form } from '#components/ui/form'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { listOffered } from '#lib/pool/list'
import { MOST_AT_ONCE } from '#lib/pool/model'
import { countTaken, readRules } from '#lib/pool/queries'
import { allow } from '../../../_web/allow.ts'
import type { SearchParams } from '../../../_web/query.ts'
import { claim } from '../actions.ts'

export const metadata = { title: '领取客户' }

const NAMED = 10

export default async function ClaimPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('pool.claim')
  const ids = idsIn((await searchParams).ids)
  const offered = listOffered(me, ids)
  const rules = readRules()
  const { held, claimed } = countTaken(me)
  const names = offered.slice(0, NAMED).map(({ name, number }) => `${name}（${number}）`)
  const isFit = rules.isOn && offered.length > 0 && ids.length <= MOST_AT_ONCE
  return (
    <>
      <PageHeader title="领取客户" sub={`${offered.length} 位`} trail={[{ href: '/pool', label: '公海' }]} />
      {isFit ? (
        <>
          {offered.length < ids.length && (
            <Notice tone="warn">{`其中 ${ids.length - offered.length} 位刚被同事领取，已从名单中去掉。`}</Notice>
          )}
          <Section title="领取">
            <Facts
              facts={[
                { label: '客户', value: `${names.join('、')}${offered.length > NAMED ? ` 等 ${offered.length} 位` : ''}` },
                { label: '已持有', value: rules.mostHeld > 0 ? `${held} 位，最多 ${rules.mostHeld} 位` : `${held} 位` },
                { label: '今天已领取', value: rules.claimsPerDay > 0 ? `${claimed} 位，最多 ${rules.claimsPerDay} 位` : `${claimed} 位` },
              ]}
            />
          </Section>
          <Form
            action={claim}
            id="claim"
            submit={offered.length > 1 ? `领取 ${offered.length} 位客户` : '领取客户'}
            cancel={{ href: '/pool' }}
            fields={[]}
          >
            {offered.map(({ id }) => (
              <input key={id} type="hidden" name="ids" value={id} />
            ))}
          </Form>
        </>
      ) : (
        <Notice
          tone="warn"
          title={ids.length > MOST_AT_ONCE ? `一次最多领取 ${MOST_AT_ONCE} 位` : '没有可领取的客户'}
          deeds={
            <a className="btn" href="/pool">
              返回公海
            </a>
          }
        >
          {rules.isOn ? '可能刚被同事领取，请返回公海重新勾选。' : '公海没有启用。'}
        </Notice>
      )}
    </>
  )
}

const idsIn = (asked: unknown) => [...new Set([asked ?? []].flat().map(Number))].filter((id) => Number.isSafeInteger(id) && id > 0)
