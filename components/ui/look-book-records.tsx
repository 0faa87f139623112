import { Badge } from './badge.tsx'
import { LinkButton } from './button.tsx'
import { EmptyState } from './empty-state.tsx'
import { Facts } from './facts.tsx'
import { hostile, long } from './look-book-words.tsx'
import { Meter } from './meter.tsx'
import { Section } from './section.tsx'
import { Tabs } from './tabs.tsx'
import { Timeline } from './timeline.tsx'
import { TodoList } from './todo-list.tsx'

export function LookAtStories() {
  return (
    <div>
      <Tabs
        label="档案内容"
        tabs={[
          { href: '#all', label: '全部', current: true },
          { href: '#follow-ups', label: '跟进', count: 12 },
          { href: '#tickets', label: '工单', count: 1 },
          { href: '#contracts', label: '合同', count: 1 },
          { href: '#files', label: '附件', count: 5 },
          { href: '#changes', label: '变更' },
        ]}
      />
      <Timeline
        items={[
          {
            id: 1,
            at: '11-12 14:20',
            datetime: '2026-11-12T14:20+08:00',
            meta: '电话 · 李梅 · 35 分钟后录入',
            text: '介绍自动化设备案例，询问当前产能瓶颈。现有设备效率低，预算控制在 80 万内，需技术评估，预计 3 天内给意见。',
            next: '下一步：11-16 前提交方案，逾期 5 天',
            tone: 'accent',
          },
          {
            id: 2,
            at: '10-28 09:05',
            meta: '工单 T20261028002',
            href: '#lists',
            text: '设备运行异常，影响生产效率。1 小时 10 分响应，已关闭，满意度 4 分。',
            tone: 'bad',
            badges: [{ text: '产品质量' }, { text: '高', tone: 'bad' }],
          },
          { id: 3, at: '10-15', meta: '采购 · 耗材 A 100 件', text: '¥21,300.00，与上次相隔 88 天（每季度）。', tone: 'good' },
          {
            id: 4,
            at: '09-30',
            meta: '变更 · 王强',
            text: `「备注」从 ${hostile} 改为 ${long}`,
            deeds: (
              <LinkButton href="#lists" variant="quiet">
                撤销
              </LinkButton>
            ),
          },
        ]}
      />
      <Section title="待办" sub="今天先做 3 件事">
        <TodoList
          items={[
            {
              id: 1,
              when: '逾期 5 天',
              late: true,
              title: '苏州蓝澜电子科技有限公司',
              href: '#lists',
              note: '提交方案 · 上次 11-12 电话：需技术评估，预计 3 天内给意见',
              deeds: (
                <LinkButton href="#forms" variant="quiet">
                  已联系
                </LinkButton>
              ),
            },
            {
              id: 2,
              when: '10:00',
              datetime: '2026-11-21T10:00+08:00',
              title: long,
              href: '#lists',
              note: hostile,
              badges: [{ text: '重要', tone: 'warn' }],
              deeds: (
                <>
                  <LinkButton href="#forms" variant="quiet">
                    已联系
                  </LinkButton>
                  <LinkButton href="#forms" variant="quiet">
                    改期
                  </LinkButton>
                </>
              ),
            },
            { id: 3, when: '今天', title: '生日祝福：陈*（农历十月十三）', done: true },
          ]}
        />
      </Section>
    </div>
  )
}

export function LookAtRecords() {
  return (
    <div>
      <Section title="档案">
        <Facts
          facts={[
            { label: '负责人', value: '李*' },
            {
              label: '联系人',
              value: (
                <>
                  王* 采购经理 <Badge>关键决策人</Badge>
                </>
              ),
            },
            {
              label: '联系方式',
              value: (
                <>
                  138****5678
                  <LinkButton href="#forms" variant="quiet">
                    查看
                  </LinkButton>
                </>
              ),
            },
            { label: '所属行业', value: '制造业-计算机、通信和其他电子设备制造业' },
            { label: '企业名称', value: long },
            { label: '备注', value: hostile },
            { label: '预算范围' },
          ]}
        />
      </Section>
      <Section title="完整度">
        <Meter label="档案完整度" value={82} low={40} high={80} note="还缺：预算范围、沟通偏好。写方案时要用到。" />
        <Meter label="档案完整度" value={55} low={40} high={80} />
        <Meter label="档案完整度" value={20} low={40} high={80} />
      </Section>
      <EmptyState title="还没有合同" text="签约后在这里登记，到期前 30 天会提醒负责人。" deed={{ href: '#forms', label: '登记合同' }} />
    </div>
  )
}
