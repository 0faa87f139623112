import { dayOf, timeOf } from '#lib/kernel/time'
import { signLabels, signWords } from '#lib/signs/model'
import type { listSigns } from '#lib/signs/queries'
import { Form, type FormAction } from '../ui/form.tsx'
import { Section } from '../ui/section.tsx'
import { TodoList } from '../ui/todo-list.tsx'

type Sign = ReturnType<typeof listSigns>['rows'][number]

/** One thing to be asked about, with the archives behind it and what came of asking (S1-67). */
export function SignCard({ sign, setAside }: { sign: Sign; setAside?: FormAction }) {
  const { id, kind, archives, person, size, asideAt, asideBy, asideNote } = sign
  const hidden = size - archives.length
  return (
    <Section
      id={`sign-${id}`}
      title={signLabels[kind]}
      sub={[person && `涉及 ${person}`, `${dayOf(sign.foundAt)} 发现`].filter(Boolean).join(' · ')}
    >
      <p>{`${signWords(sign)}，请核实。`}</p>
      {asideAt !== null && (
        <p>{`${dayOf(asideAt)} ${asideBy ?? ''} 核实：${asideNote}${size > sign.asideSize ? '（此后又有增加）' : ''}`}</p>
      )}
      <details>
        <summary>{`查看 ${archives.length} 份档案`}</summary>
        <TodoList
          items={archives.map((one) => ({
            id: one.id,
            when: `${dayOf(one.createdAt)} ${timeOf(one.createdAt)}`,
            datetime: new Date(one.createdAt).toISOString(),
            title: one.name,
            href: `/customers/${one.id}`,
            note: [one.number, one.owner && `负责人 ${one.owner}`].filter(Boolean).join(' · '),
          }))}
        />
        {hidden > 0 && <p>{`另有 ${hidden} 份不在你的范围内，或没有逐份列出。`}</p>}
      </details>
      {setAside && (
        <Form
          action={setAside}
          id={`aside-${id}`}
          inline
          submit="核实后搁置"
          variant="quiet"
          fields={[
            { kind: 'hidden', name: 'id', value: id },
            { kind: 'text', name: 'note', label: '核实结果', required: true, maxLength: 200, placeholder: '例如：集团共用总机，属实' },
          ]}
        />
      )}
    </Section>
  )
}
