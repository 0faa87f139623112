import { Done } from '#components/done'
import { AskerTable } from '#components/suggestions/asker-table'
import { IdeaStory } from '#components/suggestions/idea-story'
import { statusTones } from '#components/suggestions/tones'
import { LinkButton } from '#components/ui/button'
import { Facts } from '#components/ui/facts'
import { Menu } from '#components/ui/menu'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { Section } from '#components/ui/section'
import { can } from '#lib/kernel/grant'
import { dayOf } from '#lib/kernel/time'
import { ideaStatusLabels } from '#lib/suggestions/labels'
import { isOver } from '#lib/suggestions/model'
import { listIdeaStory } from '#lib/suggestions/queries'
import { listAskers } from '#lib/suggestions/sums'
import { shareWords } from '#lib/suggestions/words'
import { allow } from '../../../../_web/allow.ts'
import { pageIn, type SearchParams, sizeIn } from '../../../../_web/query.ts'
import { waysOf } from '../../ways.ts'
import { ideaFor } from './idea.ts'

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props) {
  return { title: (await ideaFor(await allow('suggestion.read'), params)).idea.title }
}

export default async function IdeaPage({ params, searchParams }: Props) {
  const me = await allow('suggestion.read')
  const { idea, id, responsible, creator, sums, trail } = await ideaFor(me, params)
  const { done, ...query } = await searchParams
  const { rows, total, page, size } = listAskers(me, { idea: id, page: pageIn(query.page), size: sizeIn(query.size) })
  const place = { path: `/suggestions/ideas/${id}`, query }
  const over = isOver(idea.status)
  const [edits, moves, lands, declines] = (['edit', 'move', 'land', 'decline'] as const).map((deed) => can(me.actor, `idea.${deed}`))
  return (
    <>
      <PageHeader title={idea.title} trail={trail} badges={[{ text: ideaStatusLabels[idea.status], tone: statusTones[idea.status] }]}>
        {(edits || moves || declines) && (
          <Menu label="更多">
            {edits && <a href={`/suggestions/ideas/${id}/edit`}>修改</a>}
            {moves && <a href={`/suggestions/ideas/${id}/move`}>{over ? '退回处理' : '更新状态'}</a>}
            {declines && !over && <a href={`/suggestions/ideas/${id}/decline`}>不采纳</a>}
          </Menu>
        )}
        {lands && !over && (
          <LinkButton href={`/suggestions/ideas/${id}/land`} variant="first">
            登记已落地
          </LinkButton>
        )}
      </PageHeader>
      <div className="archive">
        <aside>
          <Section title="改进事项">
            <Facts
              facts={[
                { label: '状态', value: ideaStatusLabels[idea.status] },
                { label: '负责人', value: responsible },
                { label: '提出客户', value: `${sums.askers} 位，共 ${sums.times} 条建议` },
                ...(idea.tells
                  ? [
                      { label: '已告知', value: `${sums.told}/${sums.askers}（${shareWords(sums.told, sums.askers)}）` },
                      { label: '告知客户的话', value: idea.sentence },
                    ]
                  : []),
                ...(idea.landedAt === null ? [] : [{ label: '落地日期', value: dayOf(idea.landedAt) }]),
                { label: '新建', value: `${dayOf(idea.createdAt)}${creator ? ` ${creator}` : ''}` },
              ]}
            />
          </Section>
        </aside>
        <div>
          <Section
            title="提出的客户"
            id="askers"
            sub={total < sums.askers ? `你可见 ${total} 位，共 ${sums.askers} 位` : `${total} 位`}
            deeds={total > 0 ? <a href={`/suggestions?idea=${id}`}>查看全部建议</a> : undefined}
          >
            <AskerTable
              rows={rows}
              tells={idea.tells}
              may={waysOf(me)}
              empty={{
                title: '还没有客户提出',
                text: '在「待整理」里勾选建议，归入这个事项。',
                deed: { href: '/suggestions', label: '查看待整理' },
              }}
            />
            <Pager place={place} page={page} size={size} total={total} unit="位" />
          </Section>
          <Section title="经过">
            <IdeaStory entries={listIdeaStory(me, id)} />
          </Section>
        </div>
      </div>
      <Done word={done} />
    </>
  )
}
