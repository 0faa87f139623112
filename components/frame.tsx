import { NavItem, type NavItemProps } from './nav-item.tsx'
import { Icon } from './ui/icon.tsx'
import { Menu } from './ui/menu.tsx'
import { Shortcuts } from './ui/shortcuts.tsx'
import { SignOut } from './ui/sign-out.tsx'
import { Still } from './ui/still.tsx'

export type { NavItemProps } from './nav-item.tsx'

type Props = {
  brand: string
  /** Near ones first: at most four stand in a phone's bar, the rest behind 更多. */
  nav: NavItemProps[]
  /** The path of the page, to mark where one is. */
  current: string
  user: { id: number | string; name: string; role?: string; links?: { href: string; label: string }[] }
  unread?: number
  search?: { href: string; label: string; name?: string; value?: string }
  /** 打印人 and time, on paper only. */
  printed?: string
  /** A line above the page: demo data, a stale backup. */
  banner?: React.ReactNode
  toast?: React.ReactNode
  children: React.ReactNode
}

export function Frame({ brand, nav, current, user, unread = 0, search, printed, banner, toast, children }: Props) {
  const near = nav.filter(({ far }) => !far)
  const far = nav.filter((item) => item.far)
  const go = nav.flatMap(({ go: key, label }) => (key ? [{ keys: ['g', key], label }] : []))
  return (
    <div className="frame" data-user={user.id}>
      <Still keptAs={`frame ${JSON.stringify([brand, nav, current, user, unread, search])}`}>
        <a className="skip" href="#main">
          跳到正文
        </a>
        <header className="side">
          <a className="brand" href="/">
            <svg viewBox="0 0 32 32" aria-hidden="true">
              <path d="M9 8v16M9 16.5 20.5 8M13.5 13.6 21 24" />
            </svg>
            <span>{brand}</span>
          </a>
          <Bell unread={unread} current={current} />
          {search && <Search {...search} />}
          <nav aria-label="主导航">
            {near.map((item) => (
              <NavItem key={item.href} {...item} current={isCurrent(item.href, current)} />
            ))}
            {far.length > 0 && (
              <button type="button" className="more" popoverTarget="more">
                <Icon name="more" />
                <span>更多</span>
              </button>
            )}
            <div id="more" popover="auto">
              {far.map((item, index) => (
                <NavItem
                  key={item.href}
                  {...item}
                  first={item.group !== (far[index - 1] ?? near.at(-1))?.group}
                  current={isCurrent(item.href, current)}
                />
              ))}
            </div>
          </nav>
          <UserMenu user={user} />
        </header>
      </Still>
      <main id="main" tabIndex={-1}>
        {printed && <p className="printed">{printed}</p>}
        {banner}
        {children}
      </main>
      {toast}
      <Still keptAs={`keys ${JSON.stringify(go)}`}>
        <p className="vh" id="live" aria-live="polite" />
        <Shortcuts more={go} />
      </Still>
    </div>
  )
}

const isCurrent = (href: string, path: string) => (href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`))

// Every page carries the bell; the lightest is asked for it once a minute, which does not count as being there.
const poll = { 'hx-get': '/help?bell', 'hx-trigger': 'every 60s', 'hx-select': '#bell', 'hx-target': 'this', 'hx-swap': 'outerHTML' }

function Bell({ unread, current }: { unread: number; current: string }) {
  const label = unread > 0 ? `通知，${unread} 条未读` : '通知'
  return (
    <span id="bell" {...poll}>
      <a
        className="bell"
        href="/notifications"
        aria-label={label}
        title={label}
        aria-current={isCurrent('/notifications', current) ? 'page' : undefined}
      >
        <Icon name="bell" />
        {unread > 0 && <b>{unread > 99 ? '99+' : unread}</b>}
      </a>
    </span>
  )
}

function Search({ href, label, name = 'q', value }: NonNullable<Props['search']>) {
  return (
    <search className="find" aria-label="全局">
      <form action={href}>
        <Icon name="search" />
        <input type="search" id="find" name={name} aria-label={label} placeholder={label} defaultValue={value} aria-keyshortcuts="/" />
      </form>
    </search>
  )
}

function UserMenu({ user: { name, role, links = [] } }: Pick<Props, 'user'>) {
  return (
    <div className="me">
      <Menu up variant="quiet" label={<Who name={name} role={role} />}>
        {links.map(({ href, label }) => (
          <a key={href} href={href}>
            {label}
          </a>
        ))}
        <a href="/help/keys" data-dialog="keys">
          快捷键
        </a>
        <SignOut />
      </Menu>
    </div>
  )
}

function Who({ name, role }: { name: string; role?: string }) {
  return (
    <>
      <Icon name="person" />
      <span>{name}</span>
      {role && <small>{role}</small>}
    </>
  )
}
