import { ActionButton } from '#components/ui/action-button'
import { LinkButton } from '#components/ui/button'
import { Menu } from '#components/ui/menu'
import type { findArchive } from '#lib/customers/queries-archive'
import { readRules } from '#lib/pool/queries'
import type { mayWith } from '#lib/sharing/queries'
import { remove } from '../actions.ts'

type Props = { archive: ReturnType<typeof findArchive>; may: ReturnType<typeof mayWith> }

/** What this person may do with one customer: the two most used as buttons, the rest in a menu. */
export function Deeds({ archive: { id, name, version, ownerId }, may }: Props) {
  const mayRelease = may('customer.release') && ownerId !== null && readRules().isOn
  const hasMenu = may('customer.assign') || may('customer.delete') || mayRelease
  return (
    <>
      {!hasMenu && may('todo.create') && <LinkButton href={`/customers/${id}/todo`}>新增待办</LinkButton>}
      {hasMenu && (
        <Menu label="更多">
          {may('customer.assign') && <a href={`/customers/${id}/assign`}>更换负责人</a>}
          {may('todo.create') && <a href={`/customers/${id}/todo`}>新增待办</a>}
          {mayRelease && <a href={`/pool/release/${id}`}>放入公海</a>}
          {may('customer.delete') && (
            <ActionButton
              action={remove}
              values={{ id, version }}
              variant="danger"
              confirm={`把客户「${name}」移入回收站？30 天内可以恢复，之后连同跟进、待办、附件等记录彻底删除。`}
              yes="移入回收站"
            >
              移入回收站
            </ActionButton>
          )}
        </Menu>
      )}
      {(may('customer.edit') || may('customer.editContact')) && <LinkButton href={`/customers/${id}/edit`}>编辑客户</LinkButton>}
      {may('followUp.create') && (
        <LinkButton href={`/customers/${id}/follow-up`} variant="first">
          新增跟进
        </LinkButton>
      )}
    </>
  )
}
