import { dayOf, timeOf } from '#lib/kernel/time'
import type { listRequests } from '#lib/sharing/list'
import { type RequestStatus, requestLabels } from '#lib/sharing/model'
import { ActionButton } from '../ui/action-button.tsx'
import { Badge, type Tone } from '../ui/badge.tsx'
import { type Empty, EmptyState } from '../ui/empty-state.tsx'
import type { FormAction } from '../ui/form.tsx'

type Found = ReturnType<typeof listRequests>['rows'][number]
type Props = { rows: Found[]; show: 'waiting' | 'answered' | 'mine'; accept: FormAction }

/** Requests for collaboration: who, which customer, why, and how it stands. */
export function RequestTable({ rows, show, accept }: Props) {
  if (rows.length === 0) return <EmptyState {...empties[show]} />
  return (
    <div className="scroll">
      <table className="cards">
        <caption className="vh">协作申请</caption>
        <thead>
          <tr>
            <th scope="col">客户</th>
            {show !== 'mine' && <th scope="col">申请人</th>}
            <th scope="col">申请理由</th>
            <th scope="col">申请时间</th>
            <th scope="col">{show === 'waiting' ? '有效至' : '状态'}</th>
            {show === 'waiting' ? <th scope="col">操作</th> : <th scope="col">答复</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="name">
                <Customer {...row.customer} />
              </td>
              {show !== 'mine' && <td data-k="申请人">{row.asker}</td>}
              <td className="wrap">{row.reason}</td>
              <td data-k="申请时间">
                <Moment at={row.createdAt} />
              </td>
              <td data-k={show === 'waiting' ? '有效至' : '状态'}>
                {show === 'waiting' ? <Moment at={row.expiresAt} /> : <Badge tone={tones[row.status]}>{requestLabels[row.status]}</Badge>}
              </td>
              {show === 'waiting' ? (
                <td>
                  <div className="deeds">
                    <ActionButton action={accept} values={{ id: row.id }} label={`同意 ${row.asker} 协作 ${row.customer.name}`}>
                      同意
                    </ActionButton>
                    <a
                      className="btn quiet"
                      href={`/collaborations/${row.id}/refuse`}
                      aria-label={`拒绝 ${row.asker} 协作 ${row.customer.name}`}
                    >
                      拒绝
                    </a>
                  </div>
                </td>
              ) : (
                <td className="wrap">{answerOf(row)}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Customer({ name, number, href }: Found['customer']) {
  if (!href) return name
  return (
    <>
      <a href={href}>{name}</a>
      <small>{number}</small>
    </>
  )
}

const Moment = ({ at }: { at: number }) => <time dateTime={new Date(at).toISOString()}>{`${dayOf(at)} ${timeOf(at)}`}</time>

const answerOf = ({ answer, answerer, answeredAt }: Found) =>
  answeredAt === null ? '-' : [answerer, answer].filter(Boolean).join('：') || '-'

const tones: Record<RequestStatus, Tone> = { open: 'accent', accepted: 'good', refused: 'bad', expired: 'plain' }

const empties: Record<Props['show'], Empty> = {
  waiting: { title: '没有待你答复的申请', text: '同事想协作你负责的客户时，会出现在这里。' },
  answered: { title: '还没有答复过申请', text: '你同意或拒绝过的申请会出现在这里。' },
  mine: { title: '还没有提出过申请', text: '查重时发现客户由同事负责，可以在查重结果里申请协作。' },
}
