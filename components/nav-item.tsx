import { Icon, type IconName } from './ui/icon.tsx'

export type NavItemProps = {
  href: string
  label: string
  icon?: IconName
  count?: number
  /** The count is pressing: late, waiting. */
  hot?: boolean
  /** Items of one group stand together; a new group begins with a line. */
  group?: string
  /** Behind 更多 on a phone. */
  far?: boolean
  /** After g, the key that leads here. */
  go?: string
}

export function NavItem({ href, label, icon, count, hot, go, first, current }: NavItemProps & { first?: boolean; current?: boolean }) {
  return (
    <a href={href} className={first ? 'begins' : undefined} aria-current={current ? 'page' : undefined} data-go={go}>
      {icon && <Icon name={icon} />}
      <span>{label}</span>
      {count ? <b className={hot ? 'hot' : undefined}>{count > 99 ? '99+' : count}</b> : null}
    </a>
  )
}
