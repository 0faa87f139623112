import { type FieldSpec, Form, type FormAction } from '#components/ui/form'
import { type Field, targetFields } from '#lib/imports/aliases'
import { personFields } from '#lib/imports/labels'
import type { Job } from '#lib/imports/queries'

type Props = { job: Job; samples: string[]; colleagues: { id: number; name: string }[]; action: FormAction; all: boolean }

/** Which column is which field, with a few of its values beside; and who the people of the sheet are. */
export function MappingForm({ job, samples, colleagues, action, all }: Props) {
  const fields: readonly Field[] = targetFields[job.target]
  const isAbsent = ({ key, required }: Field) => !required && (job.mapping[key] ?? null) === null
  const [found, absent] = [fields.filter((field) => !isAbsent(field)), fields.filter(isAbsent)]
  const columns = job.header.map((title, at) => ({ value: at, label: `${letters(at)} ${title || '（无列名）'}` }))
  return (
    <section>
      <Form
        action={action}
        id="map"
        columns={2}
        submit="保存并重新检查"
        guard
        fields={[
          { kind: 'hidden', name: 'id', value: job.id },
          { kind: 'hidden', name: 'version', value: job.version },
          { kind: 'heading', label: '对应列', help: '左边是系统中的内容，选择它在表格里的列' },
          ...found.map((field) => columnOf(field, job, columns, samples)),
          ...(absent.length > 0
            ? [
                {
                  kind: 'group' as const,
                  label: '表格中没有的内容',
                  help: absent.map(({ label }) => label).join('、'),
                  fields: absent.map((field) => columnOf(field, job, columns, samples)),
                },
              ]
            : []),
          ...peopleOf(job, colleagues, all),
        ]}
      />
    </section>
  )
}

function columnOf({ key, label, required }: Field, job: Job, options: { value: number; label: string }[], samples: string[]): FieldSpec {
  const column = job.mapping[key] ?? null
  const sample = column === null ? '' : samples[column]
  return {
    kind: 'select',
    name: `col_${key}`,
    label,
    required,
    value: column ?? '',
    options,
    blank: '（表格中没有）',
    help: sample ? `例如：${sample}` : undefined,
  }
}

function peopleOf({ people, target }: Job, colleagues: { id: number; name: string }[], all: boolean): FieldSpec[] {
  const names = Object.keys(people)
  if (names.length === 0) return []
  const isOwner = personFields[target] === 'owner'
  const blank = isOwner ? (all ? '先不指定' : '记在我名下') : '只保留姓名'
  const unknown = names.filter((name) => people[name] === null).length
  const options = colleagues.map(({ id, name }) => ({ value: id, label: name }))
  return [
    {
      kind: 'heading',
      label: isOwner ? '负责人' : '跟进人',
      help: unknown > 0 ? `表格中有 ${unknown} 个姓名不在系统中，请选择对应的同事，或保持「${blank}」` : '表格中的姓名都已找到同事',
    },
    ...names.flatMap((name, at): FieldSpec[] => [
      { kind: 'hidden', name: `name_${at}`, value: name },
      {
        kind: 'select',
        name: `person_${at}`,
        label: name,
        value: (Object.hasOwn(people, name) ? people[name] : null) ?? '',
        options,
        blank,
      },
    ]),
  ]
}

/** A, B, … Z, AA: how a spreadsheet calls its columns. */
const letters = (at: number): string => (at < 26 ? '' : letters(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26))
