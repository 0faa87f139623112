import { kindLabels } from '#lib/surveys/labels'
import type { Question, Survey } from '#lib/surveys/model'
import { Section } from '../ui/section.tsx'

type Props = { survey: Pick<Survey, 'id' | 'intro'>; questions: readonly Question[] }

/** What a questionnaire asks, in short. */
export const QuestionList = ({ survey, questions }: Props) => (
  <Section title="题目" sub={`${questions.length} 道`} deeds={<a href={`/surveys/${survey.id}/preview`}>预览</a>}>
    <ol className="list-decimal pl-6">
      {questions.map(({ id, text, kind, dimension, required, options }) => (
        <li key={id}>
          {text}
          <small>
            {[dimension, kindLabels[kind], options.join('／'), required ? '' : '选答'].filter(Boolean).map((word) => ` · ${word}`)}
          </small>
        </li>
      ))}
    </ol>
  </Section>
)
