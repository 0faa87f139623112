const IDS = ['numberPattern', 'companyPrefix', 'personPrefix'].map((name) => `#company-${name}`).join(', ')

type Props = { path: string; examples: string[]; problem?: string }

/** The next numbers as the rule in the form would write them; scripts renew it while one types. */
export function NumberExample({ path, examples, problem }: Props) {
  const live = {
    'hx-get': path,
    'hx-trigger': `input changed delay:200ms from:'${IDS}'`,
    'hx-include': IDS,
    'hx-select': '#example',
    'hx-swap': 'outerHTML',
    'hx-sync': 'this:replace',
  }
  return (
    <p id="example" className="wide" aria-live="polite" {...live}>
      编号示例：
      {problem ? <strong className="error">{problem}</strong> : examples.map((example) => <code key={example}>{`${example} `}</code>)}
    </p>
  )
}
