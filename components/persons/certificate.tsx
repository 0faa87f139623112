import { dayOf, timeOf } from '#lib/kernel/time'
import { countLabels, type Erasure, heldUntil, kindLabels } from '#lib/persons/model'
import { Facts } from '../ui/facts.tsx'
import { Section } from '../ui/section.tsx'

type Props = { erasure: Erasure; copies: { backups: number; kept: number } }

/** That a person was erased, when and from where, and until when backups still hold them; it names nobody (I-04). */
export function Certificate({ erasure, copies }: Props) {
  const { at, actor, reason, records, counts, settledAt } = erasure
  return (
    <>
      <Section title="办理">
        <Facts
          facts={[
            { label: '删除时间', value: moment(at) },
            { label: '办理人', value: actor },
            { label: '原因', value: reason },
            { label: '所在档案', value: records.map(({ kind, number }) => `${number}（${kindLabels[kind]}）`).join('、') },
          ]}
        />
      </Section>
      <Section title="已删除的内容">
        <Facts
          facts={Object.entries(countLabels).map(([key, label]) => ({ label, value: `${(counts[key] ?? 0).toLocaleString('en-US')} 处` }))}
        />
        <p className="mt-4">
          姓名、联系方式、邮箱、职位、生日、偏好与忌讳已从客户档案、联系人、搜索、跟进、待办、通知、导入记录和日志中删除。档案编号和不含个人信息的统计保留。
        </p>
        <p>{settledAt ? `数据库文件与写前日志已于 ${moment(settledAt)} 清除残留。` : '数据库文件的残留将在今晚清除。'}</p>
      </Section>
      <Section title="备份">
        <p>
          {copies.backups > 0
            ? `删除之前的备份还有 ${copies.backups} 份，按每天备份的轮换，最迟 ${heldUntil(at)} 全部清除。`
            : `删除之前的备份已全部清除（最迟期限 ${heldUntil(at)}）。`}
          期间如果恢复这些备份，启动时会先再次删除上述信息。下载到别处的备份不在此列，由保管人删除。
        </p>
        {copies.kept > 0 && <p>{`数据文件夹中另有 ${copies.kept} 份恢复前留存的数据（before-restore-…），请管理员手动删除。`}</p>}
      </Section>
    </>
  )
}

const moment = (at: number) => `${dayOf(at)} ${timeOf(at)}`
