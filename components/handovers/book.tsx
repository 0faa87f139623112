import { lineLabels } from '#lib/handovers/model'
import type { listBook } from '#lib/handovers/queries-book'
import { dayOf, timeOf } from '#lib/kernel/time'
import { ActionButton } from '../ui/action-button.tsx'
import type { FormAction } from '../ui/form.tsx'
import { Section } from '../ui/section.tsx'

type Sheet = ReturnType<typeof listBook>['rows'][number]
type Line = Sheet['lines'][number]
type Props = { id: number; sheets: Sheet[]; people: string; mayConfirm: boolean; confirm: FormAction }

/** A hand-over book, one customer a sheet and on paper a page; the new owner ticks each line or all of a customer (N-07). */
export function Book({ id, sheets, people, mayConfirm, confirm }: Props) {
  return sheets.map((sheet) => (
    <div className="book" key={sheet.id} id={`c${sheet.id}`}>
      <Section
        title={sheet.name}
        sub={sheet.number}
        deeds={
          <>
            <a href={`/customers/${sheet.id}`}>查看档案</a>
            {mayConfirm && openOf(sheet) > 1 && (
              <ActionButton action={confirm} values={{ id, customerId: sheet.id }} variant="quiet" label={`确认这位客户：${sheet.name}`}>
                确认这位客户
              </ActionButton>
            )}
          </>
        }
      >
        <dl>
          {sheet.lines.map((line) => (
            <Row key={line.id} line={line}>
              {mayConfirm && line.tickedAt === null && (
                <ActionButton
                  action={confirm}
                  values={{ id, lineId: line.id, customerId: sheet.id }}
                  variant="quiet"
                  label={`确认：${lineLabels[line.kind]}`}
                >
                  确认
                </ActionButton>
              )}
            </Row>
          ))}
        </dl>
        <p className="signs">{`${people}　移交人签字：＿＿＿＿＿＿　接收人签字：＿＿＿＿＿＿`}</p>
      </Section>
    </div>
  ))
}

const openOf = ({ lines }: Sheet) => lines.filter(({ tickedAt }) => tickedAt === null).length

function Row({ line, children }: { line: Line; children: React.ReactNode }) {
  return (
    <>
      <dt>{lineLabels[line.kind]}</dt>
      <dd className="said">{line.text}</dd>
      <dd className="tick">
        {line.tickedAt === null ? (
          <>
            <span className="blank">□ 待确认</span>
            {children || <span className="screen">待确认</span>}
          </>
        ) : (
          `✓ ${line.tickedBy ?? '已不需确认'} ${dayOf(line.tickedAt)} ${timeOf(line.tickedAt)}`
        )}
      </dd>
    </>
  )
}
