import { writer } from '#db/client'
import { refreshAnalysis } from '#lib/analysis/commands'
import { execute } from '#lib/execute'
import { createFollowUp } from '#lib/followups/commands'
import { grant } from '#lib/kernel/grant'
import { now, timeOf, today } from '#lib/kernel/time'
import { createReport } from '#lib/reports/commands'
import { addCollaborator } from '#lib/sharing/commands'
import { editCard } from '#lib/strategies/card'
import { activateStrategy, takeSuggested } from '#lib/strategies/commands'
import { listStrategies } from '#lib/strategies/queries'
import { createSuggestion } from '#lib/suggestions/commands'
import { createIdea, landIdea, moveIdea } from '#lib/suggestions/ideas'
import { getIdea } from '#lib/suggestions/queries'
import { recordSurvey } from '#lib/surveys/answering'
import { fieldOf } from '#lib/surveys/answers'
import { listQuestions, listSurveys } from '#lib/surveys/queries'
import { monthAfter, monthOf } from '#lib/tickets/figures'
import { runNow } from '#lib/tiers/commands'
import { listCustomerTodos } from '#lib/todos/queries'
import type { Deed, Login } from './deed.ts'
import { actorOf, keptOf, type Stage } from './stage.ts'

type Of<K extends Deed['do']> = Extract<Deed, { do: K }>

export const wishActs = {
  suggest(stage: Stage, { about, text, key }: Of<'suggest'>) {
    const { row, owner } = keptOf(stage, about)
    const { id } = execute(createSuggestion, actorOf(stage, owner), { customerId: row.id, text }).after
    if (key) stage.wished.set(key, [...(stage.wished.get(key) ?? []), id])
  },

  think(stage: Stage, { by, key, title, responsible }: Of<'think'>) {
    const input = { title, responsibleId: actorOf(stage, responsible).id, ids: stage.wished.get(key) ?? [] }
    stage.ideas.set(key, execute(createIdea, actorOf(stage, by), input).after.id)
  },

  weigh(stage: Stage, { by, key, status, reason }: Of<'weigh'>) {
    execute(moveIdea, actorOf(stage, by), { ...ideaIn(stage, key), status, reason })
  },

  land(stage: Stage, { by, key, sentence, reason }: Of<'land'>) {
    execute(landIdea, actorOf(stage, by), { ...ideaIn(stage, key), sentence, reason })
  },

  tell(stage: Stage, { about, says, feedback }: Of<'tell'>) {
    const { row, owner } = keptOf(stage, about)
    const teller = actorOf(stage, owner)
    const due = listCustomerTodos(grant(actorOf(stage, 'desk'), 'todo.read'), row.id, writer()).find(
      ({ title, assigneeId }) => title.startsWith('告知客户：') && assigneeId === teller.id,
    )
    if (!due) return
    const told = { occurredAt: `${today()}T${timeOf(now())}`, method: 'phone', contentType: 'service', content: says, feedback } as const
    stage.made.followUps.push(execute(createFollowUp, teller, { customerId: row.id, ...told, doneTodoId: due.id }).after.id)
  },

  answer(stage: Stage, { about, scores, text }: Of<'answer'>) {
    const { row, owner } = keptOf(stage, about)
    const asker = actorOf(stage, owner)
    const survey = listSurveys(grant(asker, 'survey.read'), writer()).find(({ key, status }) => key === 'satisfaction' && status === 'open')
    if (!survey) return
    const asked = listQuestions(survey.id, writer())
    const said = [...scores, text]
    const fields = Object.fromEntries(
      asked.flatMap((one, at) => (said[at] === '' || said[at] === undefined ? [] : [[fieldOf(one), said[at]]])),
    )
    execute(recordSurvey, asker, { surveyId: survey.id, customerId: row.id, source: 'phone', ...fields })
  },

  help(stage: Stage, { about, who }: Of<'help'>) {
    const { row, owner } = keptOf(stage, about)
    if (owner !== who) execute(addCollaborator, actorOf(stage, owner), { customerId: row.id, userId: actorOf(stage, who).id })
  },

  work(stage: Stage, { what }: Of<'work'>) {
    if (isAlone(stage)) works[what](stage)
  },
}

const works: Record<Of<'work'>['what'], (stage: Stage) => void> = {
  strategy(stage) {
    const manager = actorOf(stage, 'manager')
    if (all(stage, 'manager').length > 0) return
    for (const [nth, login] of (['manager', 'sales1', 'sales2'] as const).entries())
      execute(editCard, actorOf(stage, login), { phone: `0512-5550000${nth + 1}`, email: `${login}@example.com` })
    execute(takeSuggested, manager, {})
    const card = all(stage, 'manager').find(({ kind }) => kind === 'managerCard')
    if (card) execute(activateStrategy, manager, { id: card.id, version: card.version })
  },
  labels: (stage) => void execute(runNow, actorOf(stage, 'manager'), {}),
  figures: (stage) => void execute(refreshAnalysis, actorOf(stage, 'boss'), {}),
  report: (stage) => void execute(createReport, actorOf(stage, 'desk'), { month: monthAfter(monthOf(now()), -1) }),
}

const all = (stage: Stage, login: Login) => listStrategies(grant(actorOf(stage, login), 'strategy.read'), {}, writer())

// Where the company has customers of its own, nothing is worked out over them because of an example.
const isAlone = ({ kept }: Stage) => writer().$client.prepare('select count(*) from customers').pluck().get() === kept.size

function ideaIn(stage: Stage, key: string) {
  const { id, version } = getIdea(stage.ideas.get(key)!, writer())
  return { id, version }
}
