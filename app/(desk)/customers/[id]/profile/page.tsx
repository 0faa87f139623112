import { Completeness } from '#components/profiles/completeness'
import { CompositeTag } from '#components/profiles/composite-tag'
import { CooperationFacts } from '#components/profiles/cooperation-facts'
import { profileFields } from '#components/profiles/fields'
import { ProfileFacts } from '#components/profiles/profile-facts'
import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { findArchive } from '#lib/customers/queries-archive'
import { grant } from '#lib/kernel/grant'
import { today } from '#lib/kernel/time'
import { allow, idIn, orNotFound } from '../../../../_web/allow.ts'
import { pictureOf } from '../picture.ts'
import { edit } from './actions.ts'

export const metadata = { title: '数字画像' }

export default async function ProfilePage({ params }: { params: Promise<{ id: string }> }) {
  const me = await allow('customer.read')
  const id = await idIn(params)
  const archive = orNotFound(me, () => findArchive(grant(me.actor, 'customer.read'), id))
  const { profile, parts, completeness, cooperation, ways } = pictureOf(me, archive)
  return (
    <>
      <PageHeader
        title="数字画像"
        trail={[
          { href: '/customers', label: '客户' },
          { href: `/customers/${id}`, label: archive.name },
        ]}
        sub={archive.number}
      />
      <div className="archive">
        <aside>
          <Section title="组合标签与完整度">
            <div className="picture">
              <CompositeTag parts={parts} />
              <Completeness {...completeness} ways={{ ...ways, profile: undefined }} />
            </div>
          </Section>
          {cooperation && (
            <Section title="合作历史" id="cooperation">
              <CooperationFacts cooperation={cooperation} day={today()} />
            </Section>
          )}
        </aside>
        <div>
          {ways.profile ? (
            <Form
              action={edit}
              id="profile"
              columns={2}
              submit="保存"
              cancel={{ href: `/customers/${id}` }}
              guard
              draft={`profile-${id}`}
              fields={[
                { kind: 'hidden', name: 'id', value: id },
                { kind: 'hidden', name: 'version', value: profile?.version ?? 0 },
                ...profileFields(profile, archive.type === 'company'),
              ]}
            />
          ) : (
            <ProfileFacts profile={profile} whole />
          )}
        </div>
      </div>
    </>
  )
}
