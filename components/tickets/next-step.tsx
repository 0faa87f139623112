import type { Status } from '#lib/tickets/labels'
import type { Ticket } from '#lib/tickets/model'
import { Facts } from '../ui/facts.tsx'
import type { FormAction } from '../ui/form.tsx'
import { Section } from '../ui/section.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { type FormMove, MoveForm, takesText } from './move-form.tsx'

type Text = { id: number; purpose: 'reply' | 'material'; title: string; body: string }
type Props = {
  ticket: Ticket
  /** What this person may do now, the obvious first. */
  choices: FormMove[]
  chosen: FormMove
  actions: Record<FormMove, FormAction>
  texts: Text[]
  /** The reply that was picked, filled in. */
  reply?: number
}

const hints: Partial<Record<Status, string>> = {
  unassigned: '还没有处理人。领取后由你处理并响应客户。',
  unreceived: '接收后开始计时，请在时限内响应客户并更新处理进展。',
  unanswered: '先联系客户，再写下第一次处理进展。',
  working: '有进展随时更新；要等客户时暂停计时；解决后填写处理结果。',
  waiting: '正在等待客户，计时暂停。客户答复后继续处理。',
  revisit: '回访客户，录入客户反馈和评分后关闭；客户不满意就退回处理。',
}
const tabWords: Record<FormMove, string> = {
  take: '领取',
  receive: '接收',
  respond: '响应',
  progress: '更新处理进展',
  note: '内部备注',
  wait: '等待客户',
  resume: '继续处理',
  resolve: '处理完成',
  sendBack: '退回处理',
  close: '关闭工单',
  score: '录入评分',
  reopen: '重新打开',
}

/** The next step first, what else can be done beside it; each has a form of its own. */
export function NextStep({ ticket, choices, chosen, actions, texts, reply }: Props) {
  const picked = takesText(chosen) ? texts.find(({ id }) => id === reply)?.body.replaceAll('{工单编号}', ticket.number) : undefined
  return (
    <Section title="下一步" id="next">
      {hints[ticket.status] && <p className="hint">{hints[ticket.status]}</p>}
      {choices.length > 1 && (
        <Tabs
          label="可以做的事"
          tabs={choices.map((move) => ({ href: `/tickets/${ticket.id}?do=${move}#next`, label: tabWords[move], current: move === chosen }))}
        />
      )}
      <MoveForm move={chosen} action={actions[chosen]} ticket={ticket} text={picked} reply={picked === undefined ? undefined : reply} />
      {takesText(chosen) && texts.length > 0 && <Texts ticket={ticket} texts={texts} move={chosen} />}
    </Section>
  )
}

/** Standard replies to fill in, and materials to send (S1-44). */
function Texts({ ticket, texts, move }: { ticket: Ticket; texts: Text[]; move: FormMove }) {
  return (
    <details>
      <summary>{`标准答复与资料 ${texts.length} 条`}</summary>
      <Facts
        facts={texts.map(({ id, purpose, title, body }) => ({
          label: purpose === 'reply' ? title : `资料：${title}`,
          value: (
            <>
              <span className="whitespace-pre-line">{body.replaceAll('{工单编号}', ticket.number)}</span>{' '}
              <a href={`/tickets/${ticket.id}?do=${move}&reply=${id}#next`}>填入</a>
            </>
          ),
        }))}
      />
    </details>
  )
}
