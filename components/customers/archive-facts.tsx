import { levelLabels, potentialLabels, statusLabels, typeLabels } from '#lib/customers/model'
import type { findArchive, RevealField } from '#lib/customers/queries-archive'
import { industryLabel } from '#lib/industries/model'
import type { Stamp } from '#lib/truth/model'
import { withStamps } from '../truth/stamp.tsx'
import { Facts } from '../ui/facts.tsx'

export type Archive = ReturnType<typeof findArchive>

/** The facts of an archive; a secret stands behind its mask and one click with a reason (K10, N-04). */
export function ArchiveFacts({ archive, mayReveal, stamps, day }: { archive: Archive; mayReveal: boolean; stamps: Stamp[]; day: string }) {
  const secret = (field: RevealField, masked: string | null) =>
    masked ? <Secret archive={archive} field={field} masked={masked} mayReveal={mayReveal} /> : undefined
  // A person has no size, and no number in the register of companies.
  const ofCompany = (label: string, value: React.ReactNode) => (archive.type === 'person' && !value ? [] : [{ label, value }])
  return (
    <Facts
      facts={withStamps(
        [
          { label: '负责人', value: secret('owner', archive.ownerMasked) ?? '无' },
          {
            label: '联系人',
            value: [secret('contact', archive.contactMasked), archive.position && <span key="p"> {archive.position}</span>],
          },
          { label: '联系方式', value: secret('phone', archive.phoneMasked) },
          { label: '邮箱', value: secret('email', archive.emailMasked) },
          { label: '所属行业', value: archive.industry && industryLabel(archive.industry) },
          ...ofCompany('规模', sizeOf(archive, secret('revenue', archive.revenueMasked))),
          { label: '客户来源', value: archive.source },
          { label: '客户类型', value: typeLabels[archive.type] },
          { label: '客户等级', value: levelLabels[archive.level] },
          { label: '合作潜力', value: archive.potential && potentialLabels[archive.potential] },
          { label: '档案状态', value: statusLabels[archive.status] },
          { label: '需求标签', value: archive.tags },
          ...ofCompany('信用代码', archive.creditCode),
          ...ofCompany('企业地址', archive.address),
          { label: '建档日期', value: archive.createdOn },
          ...(archive.former.length > 0 ? [{ label: '曾用名', value: archive.former.map((f) => f.value).join('、') }] : []),
          { label: '备注', value: archive.note },
        ],
        stamps,
        day,
      )}
    />
  )
}

function sizeOf({ headcount }: Archive, revenue: React.ReactNode) {
  const people = headcount === null ? '' : `${headcount.toLocaleString('en-US')} 人`
  if (!revenue) return people
  return (
    <>
      {people && `${people} · `}
      {revenue}
    </>
  )
}

function Secret({ archive, field, masked, mayReveal }: { archive: Archive; field: RevealField; masked: string; mayReveal: boolean }) {
  const plain = archive.revealed[field]
  if (plain !== undefined) return field === 'phone' ? <a href={`tel:${plain.replaceAll('-', '')}`}>{plain}</a> : <span>{plain}</span>
  return (
    <>
      <span>{masked}</span>
      {mayReveal && (
        <a className="btn quiet" href={`/customers/${archive.id}/reveal?field=${field}`} data-dialog="">
          查看
        </a>
      )}
    </>
  )
}
