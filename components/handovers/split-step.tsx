import { keyWords, type Split, splitLabels } from '#lib/handovers/model'
import { Fields } from '../ui/fields.tsx'
import { Section } from '../ui/section.tsx'
import { type Colleague, optionsOf, type Share } from './leaving.ts'

type SplitProps = { colleagues: Colleague[]; split?: Split; toId?: number; shares?: Share[]; path?: string }

/** Step two: to whom, by which rule; with groups, who gets each of them. A plain question that leads on to the preview. */
export function SplitStep({ colleagues, split, toId, shares, path }: SplitProps) {
  const options = optionsOf(colleagues)
  return (
    <Section title="2. 交给谁" sub={shares ? `${splitLabels[split ?? 'all']}，未单独指定的交给主要接收人` : undefined}>
      <form className="form" id="split">
        {shares && split && toId ? (
          <>
            <input type="hidden" name="split" value={split} />
            <input type="hidden" name="to" value={toId} />
            <input type="hidden" name="step" value="confirm" />
            <Fields
              id="split"
              fields={shares.map(({ key, count, toId: to }) => ({
                kind: 'select',
                name: `g_${key}`,
                label: `${keyWords(split, key)}（${count.toLocaleString('en-US')} 位）`,
                options,
                value: to,
              }))}
            />
          </>
        ) : (
          <Fields
            id="split"
            fields={[
              {
                kind: 'radio',
                name: 'split',
                label: '交接方式',
                required: true,
                value: split ?? 'all',
                options: Object.entries(splitLabels).map(([value, label]) => ({ value, label })),
              },
              {
                kind: 'select',
                name: 'to',
                label: '主要接收人',
                required: true,
                blank: '请选择同事',
                value: toId,
                options,
                help: '不按组分配的客户、其他客户的待办、导入和共享视图都交给这位同事',
              },
            ]}
          />
        )}
        <p className="deeds">
          <button type="submit" className="btn first">
            {shares ? '预览' : '下一步'}
          </button>
          {path && (
            <a className="btn quiet" href={path}>
              返回上一步
            </a>
          )}
        </p>
      </form>
    </Section>
  )
}
