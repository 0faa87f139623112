import type { findResponse } from '#lib/surveys/queries-answers'
import { answerWords } from '#lib/surveys/words'
import { Facts } from '../ui/facts.tsx'

type Props = { response: ReturnType<typeof findResponse>; mayReadTicket: boolean; mayReadTodo: boolean }

/** What a customer said, question by question, and what followed from it. */
export function AnswerFacts({ response, mayReadTicket, mayReadTodo }: Props) {
  const { questions, answers, customerId, customer, tiers, ticketId, ticket, todoId } = response
  const said = new Map(answers.map((one) => [one.questionId, one]))
  return (
    <Facts
      facts={[
        { label: '客户', value: <a href={`/customers/${customerId}`}>{customer}</a> },
        { label: '答复时的分层', value: tiers.join('、') || '未分层' },
        ...questions.map((question) => ({
          label: question.dimension || question.text,
          help: question.text,
          value: <span className="whitespace-pre-line">{answerWords(question, said.get(question.id))}</span>,
        })),
        ...(ticketId
          ? [{ label: '后续', value: mayReadTicket ? <a href={`/tickets/${ticketId}`}>{`工单 ${ticket}`}</a> : `工单 ${ticket}` }]
          : []),
        ...(todoId ? [{ label: '后续', value: mayReadTodo ? <a href={`/todos/${todoId}`}>回访待办</a> : '已安排回访' }] : []),
      ]}
    />
  )
}
