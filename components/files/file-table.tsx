import { followsRule, kindLabels, sizeWords } from '#lib/files/model'
import type { FileItem } from '#lib/files/queries'
import { dayOf, timeOf } from '#lib/kernel/time'
import { EmptyState } from '../ui/empty-state.tsx'

type Props = {
  files: (FileItem & { shown: boolean })[]
  empty: { title: string; text?: string }
  caption: string
  /** The buttons that belong to a file. */
  deeds?: (file: FileItem) => React.ReactNode
}

/** A customer's files: name, kind, size, who and when; the name shows it where a browser can, else keeps it. */
export function FileTable({ files, empty, caption, deeds }: Props) {
  if (files.length === 0) return <EmptyState {...empty} />
  return (
    <div className="scroll">
      <table className="cards">
        <caption className="vh">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">名称</th>
            <th scope="col">类型</th>
            <th scope="col" className="num">
              大小
            </th>
            <th scope="col">上传人</th>
            <th scope="col">上传时间</th>
            <th scope="col">操作</th>
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            <Line key={file.id} file={file} deeds={deeds} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Line({ file, deeds }: { file: Props['files'][number]; deeds: Props['deeds'] }) {
  const { id, kind, name, extension, originalName, bytes, uploader, createdAt, deletedAt, shown, followUp } = file
  const full = `${name}.${extension}`
  return (
    <tr className={deletedAt ? 'weak' : undefined}>
      <td className="name" title={`${full}（原文件名 ${originalName}）`}>
        {deletedAt ? full : <FileLink id={id} shown={shown} text={full} />}
        {!followsRule(name) && <small>名称未按规范</small>}
      </td>
      <td>
        {kindLabels[kind as keyof typeof kindLabels] ?? kind}
        {followUp && <small>{`跟进 ${followUp}`}</small>}
      </td>
      <td className="num">{sizeWords(bytes)}</td>
      <td>{uploader ?? '-'}</td>
      <td>
        <time dateTime={new Date(createdAt).toISOString()}>{`${dayOf(createdAt)} ${timeOf(createdAt)}`}</time>
      </td>
      <td className="does">
        {!deletedAt && (
          <a href={`/files/${id}`} download="">
            下载
          </a>
        )}
        {deeds?.(file)}
      </td>
    </tr>
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
