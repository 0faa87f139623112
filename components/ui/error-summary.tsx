import type { InputSpec } from './field-spec.tsx'

type Props = { id: string; message?: string; errors?: Record<string, string[]>; inputs: InputSpec[] }

/** What is wrong, above the form; each line leads to its field. */
export function ErrorSummary({ id, message, errors = {}, inputs }: Props) {
  const wrong = Object.keys(errors).filter((name) => errors[name]?.length)
  if (!message && wrong.length === 0) return null
  return (
    <div className="notice bad wide" role="alert">
      {message && <p>{message}</p>}
      {wrong.length > 0 && (
        <>
          <p>{`有 ${wrong.length} 处需要修改，已填的内容都还在：`}</p>
          <ul>
            {wrong.map((name) => (
              <li key={name}>
                <Line id={id} name={name} label={inputs.find((input) => input.name === name)?.label} text={errors[name]?.[0] ?? ''} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function Line({ id, name, label, text }: { id: string; name: string; label?: string; text: string }) {
  return label ? <a href={`#${id}-${name}`}>{`${label.replace(/[？?：:。！]$/, '')}：${text}`}</a> : text
}
