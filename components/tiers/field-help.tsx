import type { Field } from '#lib/tiers/model'
import { Facts } from '../ui/facts.tsx'

/** What each figure means, folded: a rule is only as good as the understanding of it. */
export function FieldHelp({ fields }: { fields: readonly Pick<Field, 'key' | 'label' | 'explain' | 'choices'>[] }) {
  return (
    <details className="mt-4">
      <summary>字段说明</summary>
      <p className="my-2 text-ink-2">
        金额填元；介于写作 30,000 至 100,000；选项填名称，多项用顿号隔开。临界值计入：≥ 100,000 包括正好 100,000。
      </p>
      <Facts
        facts={fields.map(({ label, explain, choices }) => ({
          label,
          value:
            choices && choices.length < 8
              ? `${explain}可填 ${choices.map((one) => one.label.replace(/ · .*$/, '')).join('、')}。`
              : explain,
        }))}
      />
    </details>
  )
}
