import { Dialog } from './dialog.tsx'

export type Shortcut = { keys: string[]; label: string }

const always: Shortcut[] = [
  { keys: ['/'], label: '搜索' },
  { keys: ['?'], label: '这张表' },
  { keys: ['Esc'], label: '关闭菜单和对话框' },
]

export function Shortcuts({ more = [] }: { more?: Shortcut[] }) {
  return (
    <Dialog id="keys" title="快捷键">
      <dl className="facts">
        {[...always, ...more].map(({ keys, label }) => (
          <div key={label}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
