import { sizeWords } from '#lib/files/model'
import { dayOf } from '#lib/kernel/time'
import { Section } from '../ui/section.tsx'
import { FileLink } from './file-table.tsx'

type Item = { id: number; name: string; extension: string; bytes: number; createdAt: number; shown: boolean }

/** 附件 on the archive: how many, the latest few, and the way to all of them. */
export function LatestFiles({
  customerId,
  files,
  count,
  mayAttach,
}: {
  customerId: number
  files: Item[]
  count: number
  mayAttach: boolean
}) {
  const all = `/customers/${customerId}/files`
  return (
    <Section
      title="附件"
      id="files"
      sub={count > 0 ? <a href={all}>{`全部 ${count} 个`}</a> : undefined}
      deeds={mayAttach && <a href={`${all}#upload`}>上传附件</a>}
    >
      {files.length === 0 ? (
        <p className="none">还没有附件</p>
      ) : (
        <ul className="files">
          {files.map(({ id, name, extension, bytes, createdAt, shown }) => (
            <li key={id}>
              <FileLink id={id} shown={shown} text={`${name}.${extension}`} />
              <small>{`${dayOf(createdAt)} · ${sizeWords(bytes)}`}</small>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
