import { Progress } from '../ui/progress.tsx'

type Props = { href: string; running: { done: number; total: number } | 'waiting' | undefined; children: React.ReactNode }

const count = (n: number) => n.toLocaleString('en-US')

/** Figures that ask for themselves every two seconds while they are worked out anew, and stand still once that is done. */
export function Live({ href, running, children }: Props) {
  const again = running && {
    'hx-get': href,
    'hx-trigger': 'every 2s',
    'hx-select': '#figures',
    'hx-target': 'this',
    'hx-swap': 'outerHTML',
  }
  return (
    <div id="figures" {...again}>
      {running && (
        <>
          <Progress label="正在统计" {...barOf(running)} />
          <noscript>
            <p>
              <a href={href}>刷新进度</a>
            </p>
          </noscript>
        </>
      )}
      {children}
    </div>
  )
}

const barOf = (running: NonNullable<Props['running']>) =>
  running === 'waiting'
    ? { text: '等待开始' }
    : { value: running.done, max: Math.max(1, running.total), text: `已统计 ${count(running.done)} / ${count(running.total)} 位客户` }
