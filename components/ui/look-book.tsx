import { LookAtForms } from './look-book-forms.tsx'
import { LookAtLists } from './look-book-lists.tsx'
import { LookAtParts } from './look-book-parts.tsx'
import { PageHeader } from './page-header.tsx'

/** Every part in every state, to be looked at. */
export function LookBook() {
  return (
    <>
      <PageHeader
        title="外观"
        sub="每个部件的每种状态"
        badges={[{ text: '高价值客户', tone: 'accent' }, { text: 'A 类' }]}
        trail={[{ href: '/settings', label: '设置' }]}
      >
        <a className="btn" href="#lists">
          列表
        </a>
        <a className="btn first" href="#forms">
          表单
        </a>
      </PageHeader>
      <LookAtParts />
      <LookAtLists />
      <LookAtForms />
    </>
  )
}
