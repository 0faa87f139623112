import { sizeWords } from '#lib/backups/model'
import type { listBackups } from '#lib/backups/queries'
import { dayOf, timeOf } from '#lib/kernel/time'
import { type Column, DataTable, type Row } from '../ui/data-table.tsx'

type Copy = ReturnType<typeof listBackups>[number]

const columns: Column[] = [
  { key: 'made', label: '时间', name: true },
  { key: 'state', label: '校验' },
  { key: 'customers', label: '客户（位）', num: true, tag: true },
  { key: 'followUps', label: '跟进（条）', num: true, extra: true },
  { key: 'files', label: '文件（个）', num: true, extra: true },
  { key: 'size', label: '大小', num: true, tag: true },
  { key: 'file', label: '文件名', tag: true },
]

/** The copies at hand, newest first. */
export function BackupTable({ copies, mayDownload }: { copies: Copy[]; mayDownload: boolean }) {
  return (
    <DataTable
      caption="备份列表"
      columns={columns}
      rows={copies.map((copy) => rowOf(copy, mayDownload))}
      empty={{ title: '还没有备份', text: '备份包含全部客户数据与附件，每天 02:30 自动进行，也可以随时点「立即备份」。' }}
    />
  )
}

function rowOf({ name, madeAt, bytes, whole, manifest }: Copy, mayDownload: boolean): Row {
  const count = (n: number | undefined) => n?.toLocaleString('zh-CN') ?? null
  return {
    id: name,
    tone: whole && !manifest ? 'bad' : undefined,
    cells: {
      made: { text: `${dayOf(madeAt)} ${timeOf(madeAt)}`, time: new Date(madeAt).toISOString() },
      state: stateOf(whole, manifest !== undefined),
      customers: count(manifest?.rows.customers),
      followUps: count(manifest?.rows.follow_ups),
      files: count(manifest?.files.count),
      size: sizeWords(bytes),
      file: mayDownload ? { text: name, href: `/settings/backups/${name}`, download: true, title: '下载到本机' } : name,
    },
  }
}

function stateOf(whole: boolean, readable: boolean) {
  if (!whole) return { text: '升级前的副本', badge: 'plain', title: '只含数据库，不含附件' } as const
  return readable ? ({ text: '已校验', badge: 'good' } as const) : ({ text: '无法读取', badge: 'bad' } as const)
}
