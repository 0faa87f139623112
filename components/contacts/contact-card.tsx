import { birthdayLine, channelLabels, roleWords } from '#lib/contacts/model'
import type { listContacts } from '#lib/contacts/queries'
import { ActionButton } from '../ui/action-button.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Facts } from '../ui/facts.tsx'
import type { FormAction } from '../ui/form.tsx'
import { Section } from '../ui/section.tsx'

type Contact = ReturnType<typeof listContacts>[number]
type Props = {
  contact: Contact
  customerId: number
  may: { edit: boolean; leave: boolean; reveal: boolean }
  /** Today, for the next birthday. */
  day: string
  comeBack: FormAction
}

/** One contact with all that is known; a secret stands behind its mask until it was revealed (K10). */
export function ContactCard({ contact, customerId, may, day, comeBack }: Props) {
  const { id, revealed, position, leftOn } = contact
  const place = `/customers/${customerId}/contacts/${id}`
  const title = [revealed.contact ?? contact.nameMasked, position].filter(Boolean).join(' ')
  return (
    <Section
      title={title}
      sub={leftOn ? `${leftOn} 离职` : undefined}
      id={`contact-${id}`}
      deeds={
        <>
          {may.reveal && <LinkButton href={`${place}/reveal`}>查看完整信息</LinkButton>}
          {may.edit && <LinkButton href={`${place}/edit`}>修改</LinkButton>}
          {may.leave && !leftOn && (
            <LinkButton href={`${place}/left`} variant="quiet">
              离职
            </LinkButton>
          )}
          {may.leave && leftOn && (
            <ActionButton action={comeBack} values={{ customerId, id, version: contact.version, leftOn: '' }} variant="quiet">
              恢复在职
            </ActionButton>
          )}
        </>
      }
    >
      <Facts columns={2} facts={factsOf(contact, day)} />
    </Section>
  )
}

function factsOf(contact: Contact, day: string) {
  const { revealed, roles, phoneMasked, emailMasked, channel, preferences, taboos } = contact
  const phone = revealed.phone ? <a href={`tel:${revealed.phone.replaceAll('-', '')}`}>{revealed.phone}</a> : phoneMasked
  return [
    { label: '角色', value: roleWords(roles).join('、') },
    { label: '首选渠道', value: channel && channelLabels[channel as keyof typeof channelLabels] },
    { label: '联系方式', value: phone },
    { label: '邮箱', value: revealed.email ?? emailMasked },
    { label: '生日', value: birthdayLine(contact, day) },
    { label: '上门拜访', value: contact.agreesVisits ? '已同意' : '未同意' },
    { label: '偏好', value: preferences },
    { label: '营销信息', value: contact.agreesMarketing ? '已同意' : '未同意' },
    { label: '忌讳', value: taboos },
  ].map((fact) => ({ ...fact, value: fact.value || undefined }))
}
