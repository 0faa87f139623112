import type { FileItem } from '#lib/files/list'
import { followsRule, kindLabels, sizeWords } from '#lib/files/model'
import { dayOf, timeOf } from '#lib/kernel/time'
import { type Column, DataTable, type Row } from '../ui/data-table.tsx'

type Props = {
  files: (FileItem & { shown: boolean })[]
  empty: { title: string; text?: string }
  caption: string
  /** The buttons that belong to a file. */
  deeds?: (file: FileItem) => React.ReactNode
}

/** A customer's files: name, kind, size, who and when; the name shows it where a browser can, else keeps it. */
export function FileTable({ files, empty, caption, deeds }: Props) {
  return <DataTable caption={caption} columns={columns} rows={files.map((file) => rowOf(file, deeds))} empty={empty} />
}

const columns: Column[] = [
  { key: 'name', label: '名称', name: true },
  { key: 'kind', label: '类型' },
  { key: 'bytes', label: '大小', num: true },
  { key: 'uploader', label: '上传人' },
  { key: 'at', label: '上传时间' },
  { key: 'deeds', label: '操作', does: true },
]

function rowOf(file: Props['files'][number], deeds: Props['deeds']): Row {
  const { id, kind, bytes, uploader, createdAt, deletedAt, followUp } = file
  return {
    id,
    tone: deletedAt ? 'weak' : undefined,
    cells: {
      name: <Name file={file} />,
      kind: { text: kindLabels[kind as keyof typeof kindLabels] ?? kind, weak: followUp ? `跟进 ${followUp}` : undefined },
      bytes: sizeWords(bytes),
      uploader,
      at: { text: `${dayOf(createdAt)} ${timeOf(createdAt)}`, time: new Date(createdAt).toISOString() },
      deeds: (
        <>
          {!deletedAt && (
            <a href={`/files/${id}`} download="">
              下载
            </a>
          )}
          {deeds?.(file)}
        </>
      ),
    },
  }
}

function Name({ file: { id, name, extension, originalName, deletedAt, shown } }: { file: Props['files'][number] }) {
  const full = `${name}.${extension}`
  return (
    <>
      <span title={`${full}（原文件名 ${originalName}）`}>{deletedAt ? full : <FileLink id={id} shown={shown} text={full} />}</span>
      {!followsRule(name) && <small>名称未按规范</small>}
    </>
  )
}

/** A link that shows a file in a tab of its own where a browser can, and else keeps it. */
export function FileLink({ id, shown, text }: { id: number; shown: boolean; text: string }) {
  return shown ? (
    <a href={`/files/${id}?show=1`} target="_blank" rel="noopener noreferrer" title={`预览 ${text}`}>
      {text}
    </a>
  ) : (
    <a href={`/files/${id}`} download="" title={`下载 ${text}`}>
      {text}
    </a>
  )
}
