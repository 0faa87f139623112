import { Badge } from './badge.tsx'
import { Button, LinkButton } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { EmptyState } from './empty-state.tsx'
import { Facts } from './facts.tsx'
import { Figures } from './figures.tsx'
import { Icon, type IconName } from './icon.tsx'
import { Menu } from './menu.tsx'
import { Meter } from './meter.tsx'
import { Notice } from './notice.tsx'
import { Progress } from './progress.tsx'
import { Section } from './section.tsx'
import { Tabs } from './tabs.tsx'
import { Timeline } from './timeline.tsx'
import { TodoList } from './todo-list.tsx'

export const hostile = '<script>alert(1)</script>{{7*7}}"\'&'
export const long = '中国（上海）自由贸易试验区临港新片区恒屹精密机械制造与自动化解决方案股份有限公司第二分公司'

const icons: IconName[] = [
  'home',
  'people',
  'note',
  'ticket',
  'paper',
  'repeat',
  'chart',
  'aim',
  'gear',
  'search',
  'bell',
  'more',
  'person',
  'idea',
  'calendar',
  'import',
]

export function LookAtParts() {
  return (
    <>
      <Deeds />
      <Notices />
      <Numbers />
      <div className="cols">
        <Stories />
        <Records />
      </div>
    </>
  )
}

function Deeds() {
  return (
    <Section title="按钮、标记、图标" sub="一处只有一个首要的">
      <div className="deeds">
        <Button variant="first" type="button">
          新增客户
        </Button>
        <Button type="button">导入</Button>
        <LinkButton href="/customers.csv" download>
          导出
        </LinkButton>
        <Button variant="quiet" type="button">
          存为视图
        </Button>
        <Button variant="danger" type="button">
          删除 3 位客户
        </Button>
        <Button type="button" disabled>
          不能用
        </Button>
        <Button opens="example">打开对话框</Button>
        <Menu label="更多" name="更多操作">
          <a href="#forms">合并客户</a>
          <a href="#forms">打印档案</a>
          <form method="dialog">
            <button type="submit" className="danger">
              移到回收站
            </button>
          </form>
        </Menu>
      </div>
      <div className="deeds">
        <Badge>普通客户</Badge>
        <Badge tone="accent">高价值</Badge>
        <Badge tone="good">活跃</Badge>
        <Badge tone="warn">今天 10:00</Badge>
        <Badge tone="bad">逾期 5 天</Badge>
        <Badge title={hostile}>{hostile}</Badge>
      </div>
      <div className="deeds">
        {icons.map((name) => (
          <Icon key={name} name={name} />
        ))}
        <kbd>g</kbd>
        <kbd>c</kbd>
      </div>
      <Dialog id="example" title="改期">
        <p>对话框里的内容。没有脚本时，同一个链接通向一个页面。</p>
        <form method="dialog">
          <div className="deeds">
            <Button>取消</Button>
            <Button variant="first">改期</Button>
          </div>
        </form>
      </Dialog>
    </Section>
  )
}

function Notices() {
  return (
    <Section title="提示">
      <Notice title="正在看示例数据">可以随意试用，清除后不影响真实客户。</Notice>
      <Notice
        tone="warn"
        title="可能已有这位客户"
        deeds={
          <a className="btn" href="#lists">
            打开看看
          </a>
        }
      >
        电话相同：苏州蓝澜电子科技有限公司（Q20260118）。
      </Notice>
      <Notice tone="bad" title="备份已有 3 天没有成功">
        磁盘空间不足，清理后会自动重试。
      </Notice>
      <Notice tone="good" title="导入完成">
        99,000 行已导入，1,000 行有误。
      </Notice>
      <Progress label="正在导入 客户基本信息表.xlsx" value={37} text="37,000 / 100,000 行" />
      <Progress label="正在生成月度报告" />
    </Section>
  )
}

function Numbers() {
  return (
    <Section title="数字">
      <Figures
        figures={[
          { label: '逾期', value: 3, href: '#lists', tone: 'bad', note: '最久 5 天' },
          { label: '今天', value: 4, href: '#lists' },
          { label: '未来 7 天', value: 11, href: '#lists' },
          { label: '没有下一步的客户', value: 1126, href: '#lists', tone: 'warn' },
          { label: '本月回款', value: '128.4', unit: '万元', tone: 'good' },
        ]}
      />
      <Figures
        figures={[
          { label: '重要且紧急', value: 12, href: '#lists' },
          { label: '重要不紧急', value: 40, href: '#lists' },
        ]}
      />
    </Section>
  )
}

function Stories() {
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

function Records() {
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
