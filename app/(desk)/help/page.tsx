import type { Metadata } from 'next'
import { LinkButton } from '#components/ui/button'
import { Facts } from '#components/ui/facts'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { appVersion } from '#lib/system/queries'
import { allow } from '../../_web/allow.ts'

export const metadata: Metadata = { title: '帮助' }

export default async function HelpPage() {
  await allow('account.read')
  return (
    <>
      <PageHeader title="帮助" sub={`版本 ${appVersion()}`} />
      <Section title="常用词">
        <Facts facts={words} />
      </Section>
      <Section title="从哪里开始">
        <Facts facts={ways} />
      </Section>
      <Section title="表格与字段">
        <p>每个字段的类型、是否必填、说明和示例；以及拜访时手写用的空白表。</p>
        <p className="deeds mt-2">
          <LinkButton href="/help/fields">数据字典</LinkButton>
          <LinkButton href="/help/visit-form">空白拜访记录表</LinkButton>
        </p>
      </Section>
      <Section title="快捷键">
        <p>
          按 <kbd>?</kbd> 随时查看。
        </p>
        <p className="deeds mt-2">
          <LinkButton href="/help/keys">快捷键一览</LinkButton>
        </p>
      </Section>
    </>
  )
}

const words = [
  { label: '客户', value: '企业客户或个人客户的档案。编号由系统生成，发出后不变。' },
  { label: '负责人', value: '跟进这位客户的同事。更换负责人只影响以后，历史记录保留当时的人。' },
  { label: '跟进', value: '与客户的一次联系：时间、方式、沟通内容、客户反馈。联系后超过 1 小时才录入的会标出来。' },
  { label: '待办', value: '下一步计划，有执行人和日期。到期前按你的设置提醒，过期标为逾期，直到完成、改期或取消。' },
  { label: '客户等级', value: '普通、VIP 或战略，由人设定。' },
  { label: '合作潜力', value: 'A 高价值意向、B 有需求、C 暂无明确需求，由销售判断。' },
  { label: '查看完整信息', value: '电话、邮箱和姓名平时只显示一部分。填写原因后可以看 10 分钟，每次查看都会留下记录。' },
  { label: '范围', value: '每个角色的每项操作限于本人、本部门或全部客户；看不到的客户对你等于不存在。' },
  { label: '日志', value: '谁在何时做了什么、改了哪些内容、被拒绝了什么。只增不改，并可检查是否完整。' },
]

const ways = [
  { label: '找客户', value: '在顶部搜索框输入名称、拼音首字母、编号或电话尾号，两个字即可。' },
  { label: '记一次跟进', value: '打开客户档案，写下沟通内容；同时填写下一步计划，就会生成待办。' },
  { label: '请客户填调研', value: '打开客户档案，点「邀请调研」，生成链接发给客户；电话访谈时也可以由你录入。' },
  { label: '导入表格', value: '在「导入」上传 Excel 或 CSV，对应好各列，先检查再执行；不合格的行可以下载后修改。' },
  { label: '忘记密码', value: '请系统管理员重置，用新的初始密码在 72 小时内登录并修改。' },
]
