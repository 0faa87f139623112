import { BulkBar } from './bulk-bar.tsx'
import { Button } from './button.tsx'
import { type Column, DataTable, type Row } from './data-table.tsx'
import { type FilterSpec, Filters } from './filters.tsx'
import { hostile, long } from './look-book-words.tsx'
import { Pager } from './pager.tsx'
import { Section } from './section.tsx'

const place = { path: '/settings/look', query: { q: '蓝澜', owner: '7', created_from: '2026-01-01', sort: 'last', dir: 'desc' } }

const filters: FilterSpec[] = [
  { kind: 'search', name: 'q', label: '搜索', placeholder: '名称、拼音、联系人、编号、电话尾号' },
  { kind: 'select', name: 'level', label: '等级', options: ['普通客户', 'VIP客户', '战略客户'] },
  {
    kind: 'select',
    name: 'owner',
    label: '负责人',
    options: [
      { value: 7, label: '李梅' },
      { value: 8, label: '王强' },
    ],
  },
]
const more: FilterSpec[] = [
  { kind: 'dates', name: 'created', label: '建档日期' },
  { kind: 'range', name: 'amount', label: '近 12 个月', unit: '元' },
  { kind: 'text', name: 'tag', label: '标签' },
  { kind: 'select', name: 'source', label: '来源', options: ['展会推广', '转介绍'] },
  { kind: 'check', name: 'none', label: '没有下一步' },
]
const columns: Column[] = [
  { key: 'name', label: '客户名称', name: true, sort: true },
  { key: 'contact', label: '联系人', extra: true },
  { key: 'industry', label: '行业', extra: true },
  { key: 'level', label: '等级', extra: true },
  { key: 'tier', label: '分层' },
  { key: 'amount', label: '近 12 个月（元）', num: true, sort: true, extra: true },
  { key: 'last', label: '最近跟进', sort: true, tag: true },
  { key: 'next', label: '下一步' },
]
const rows: Row[] = [
  {
    id: 1,
    label: '苏州蓝澜电子科技有限公司',
    cells: {
      name: { text: '苏州蓝澜电子科技有限公司', href: '/customers/1', weak: 'Q20260118' },
      contact: { text: '王*', weak: '138****5678' },
      industry: '计算机、通信和其他电子设备制造业',
      level: '战略客户',
      tier: { text: '高价值', badge: 'accent' },
      amount: '128,000.00',
      last: { text: '11-12', time: '2026-11-12', title: '2026-11-12 14:20' },
      next: { text: '逾期 5 天', badge: 'bad' },
    },
  },
  {
    id: 2,
    cells: {
      name: { text: '张伟', href: '/customers/2', weak: 'G20260031' },
      contact: { text: '张*', weak: '133****9004' },
      industry: '居民服务业',
      level: '普通客户',
      tier: { text: '潜力', badge: 'plain' },
      amount: '3,280.00',
      last: '11-19',
      next: { text: '今天 10:00', badge: 'warn' },
    },
  },
  {
    id: 3,
    tone: 'bad',
    cells: {
      name: { text: long, href: '/customers/3', weak: 'Q20260099' },
      contact: null,
      industry: hostile,
      level: 'VIP客户',
      tier: [
        { text: '流失风险', badge: 'bad' },
        { text: '休眠', badge: 'plain' },
      ],
      amount: '0.00',
      last: null,
      next: { text: '没有下一步', badge: 'plain' },
    },
  },
  {
    id: 4,
    locked: true,
    tone: 'weak',
    cells: {
      name: { text: '宁波泊舟国际物流有限公司', href: '/customers/4', weak: '已归档' },
      contact: '王*',
      industry: '多式联运和运输代理业',
      level: 'VIP客户',
      tier: { text: '活跃', badge: 'good' },
      amount: '98,640.00',
      last: '11-15',
      next: '11-28',
    },
  },
]

export function LookAtLists() {
  return (
    <Section id="lists" title="列表">
      <Filters place={place} filters={filters} more={more}>
        <a href="#lists">存为视图</a>
      </Filters>
      <div id="list">
        <DataTable
          columns={columns}
          rows={rows}
          place={place}
          sort={{ key: 'last', dir: 'desc' }}
          bulk="bulk"
          empty={{ title: '没有客户' }}
          caption="客户"
          totals={{ name: '合计', amount: '229,920.00' }}
        />
        <Pager place={place} page={2} size={50} total={1115} unit="位" />
      </div>
      <BulkBar id="bulk" action="/settings/look" unit="位" all={{ count: '1,115' }}>
        <Button>指派</Button>
        <Button variant="danger" confirm="删除选中的客户？30 天内可以从回收站恢复。">
          删除
        </Button>
      </BulkBar>
      <DataTable
        columns={columns}
        rows={[]}
        empty={{
          title: '没有符合条件的客户',
          text: '换一个条件，或者清除全部条件再看。',
          deed: { href: '/settings/look', label: '清除条件' },
        }}
      />
      <Pager place={place} page={1} size={50} total={10000} capped unit="条" label="分页（封顶）" />
    </Section>
  )
}
