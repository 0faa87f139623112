import type { Survey } from '#lib/surveys/model'
import { ActionButton } from '../ui/action-button.tsx'
import { LinkButton } from '../ui/button.tsx'
import type { FormAction } from '../ui/form.tsx'
import { Menu } from '../ui/menu.tsx'

type Props = {
  survey: Survey
  asked: boolean
  may: { edit: boolean; remove: boolean }
  actions: Record<'open' | 'close' | 'schedule' | 'remove', FormAction>
}

/** What can be done to a questionnaire, less often. */
export function SurveyDeeds({ survey: { id, version, title, status, atThreeMonths }, asked, may, actions }: Props) {
  if (!may.edit) return <LinkButton href={`/surveys/${id}/preview`}>预览</LinkButton>
  const values = { id, version }
  return (
    <>
      <Menu label="更多">
        <a href={`/surveys/${id}/preview`}>预览</a>
        <ActionButton action={actions.schedule} values={{ ...values, on: atThreeMonths ? 0 : 1 }} variant="quiet">
          {atThreeMonths ? '停止满 3 个月自动邀请' : '满 3 个月自动邀请'}
        </ActionButton>
        {status === 'open' && (
          <ActionButton
            action={actions.close}
            values={values}
            variant="quiet"
            confirm={`停用「${title}」？不再邀请新的客户，已发出的链接仍然有效。`}
            yes="停用"
          >
            停用
          </ActionButton>
        )}
        {status === 'draft' && !asked && may.remove && (
          <ActionButton action={actions.remove} values={values} variant="danger" confirm={`删除草稿「${title}」？`} yes="删除">
            删除草稿
          </ActionButton>
        )}
      </Menu>
      <LinkButton href={`/surveys/${id}/edit`}>修改问卷</LinkButton>
      {status !== 'open' && (
        <ActionButton action={actions.open} values={values}>
          启用
        </ActionButton>
      )}
    </>
  )
}
