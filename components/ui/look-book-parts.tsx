import { Badge } from './badge.tsx'
import { Button, LinkButton } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Figures } from './figures.tsx'
import { Icon, type IconName } from './icon.tsx'
import { LookAtRecords, LookAtStories } from './look-book-records.tsx'
import { hostile } from './look-book-words.tsx'
import { Menu } from './menu.tsx'
import { Notice } from './notice.tsx'
import { Progress } from './progress.tsx'
import { Section } from './section.tsx'

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
        <LookAtStories />
        <LookAtRecords />
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
