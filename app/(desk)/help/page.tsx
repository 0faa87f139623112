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
  {
    label: '分层标签',
    value: '每晚按规则由采购、联系、工单等数据算出，可以同时有几个；点标签旁的「凭什么」看数字和明细。等级和潜力由人判断，标签不改它们。',
  },
  { label: '服务策略', value: '对某个标签的客户做什么、谁来做、多久一次。启用后自动变成待办或推送内容，同一周期不重复。' },
  { label: '工单', value: '客户的投诉、咨询、报修和建议。从受理到关闭每一步都有时限，点「为什么？」看时限怎样算出来。' },
  { label: '建议', value: '客户提出的改进意见，归到同一件事里；落地后系统提醒你逐位告诉提出的客户。' },
  { label: '查看完整信息', value: '电话、邮箱和姓名平时只显示一部分。填写原因后可以看 10 分钟，每次查看都会留下记录。' },
  { label: '范围', value: '每个角色的每项操作限于本人、本部门或全部客户；看不到的客户对你等于不存在。' },
  { label: '日志', value: '谁在何时做了什么、改了哪些内容、被拒绝了什么。只增不改，并可检查是否完整。' },
]

const ways = [
  { label: '找客户', value: '在顶部搜索框输入名称、拼音首字母、编号或电话尾号，两个字即可。' },
  { label: '记一次跟进', value: '打开客户档案，写下沟通内容；同时填写下一步计划，就会生成待办。' },
  { label: '接到投诉', value: '在「工单」点「新建工单」，输入来电号码找到客户，写下问题；系统分派给负责的部门并开始计时。' },
  { label: '试算分层', value: '在「分析 → 分层」打开一个标签，改条件后点「试算」，先看谁会变、谁差一点，再点「应用」。' },
  { label: '请客户填调研', value: '打开客户档案，点「邀请调研」，生成链接发给客户；电话访谈时也可以由你录入。' },
  { label: '导入表格', value: '在「导入」上传 Excel 或 CSV，对应好各列，先检查再执行；不合格的行可以下载后修改。' },
  { label: '忘记密码', value: '请系统管理员重置，用新的初始密码在 72 小时内登录并修改。' },
]
