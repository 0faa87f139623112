import { FileLink } from '#components/files/file-table'
import { UploadForm } from '#components/files/upload-form'
import { Notice } from '#components/ui/notice'
import { Section } from '#components/ui/section'
import { accepted, isShown } from '#lib/files/formats'
import { listTicketFiles } from '#lib/files/list'
import { isContractKind, kindLabels, kinds, ruledName, sizeWords } from '#lib/files/model'
import { problemSentence } from '#lib/files/problems'
import { reachesFiles } from '#lib/files/queries'
import { can, type Grant, grant } from '#lib/kernel/grant'
import { now } from '#lib/kernel/time'
import { isOpen } from '#lib/tickets/model'
import { reaches } from '#lib/tickets/queries'
import type { TicketPage } from '#lib/tickets/queries-page'
import { momentWords } from '#lib/tickets/words'
import { type Search, textIn } from '../../../_web/query.ts'

type Props = { me: Grant<'ticket.read'>; page: TicketPage; problem: Search[string]; file: Search[string] }

/** What came with a ticket: photos, recordings, reports; and the way to add one while it is open. */
export function TicketFiles({ me, page: { ticket, customer }, problem, file }: Props) {
  if (!can(me.actor, 'file.read')) return null
  const reading = grant(me.actor, 'file.read')
  const files = listTicketFiles(reading, ticket.id)
  const own = reachesFiles(reading, 'file.attach', customer.id)
  const mayAttach = isOpen(ticket.status) && can(me.actor, 'file.attach') && (own || reaches(me, 'ticket.progress', ticket.id))
  const offered = kinds.filter((kind) => !isContractKind(kind))
  return (
    <Section title="附件" id="files" sub={files.length > 0 ? `${files.length} 个` : undefined}>
      <Refused problem={problem} file={file} />
      {files.length === 0 && !mayAttach && <p className="none">没有附件</p>}
      {files.length > 0 && (
        <ul className="files">
          {files.map(({ id, name, extension, bytes, createdAt }) => (
            <li key={id}>
              <FileLink id={id} shown={isShown(extension)} text={`${name}.${extension}`} />
              <small>{`${momentWords(createdAt)} · ${sizeWords(bytes)}`}</small>
            </li>
          ))}
        </ul>
      )}
      {mayAttach && (
        <UploadForm
          to={`/files/upload?customer=${customer.id}&ticket=${ticket.id}`}
          kinds={['photo' as const, ...offered.filter((kind) => kind !== 'photo')].map((value) => ({ value, label: kindLabels[value] }))}
          accept={accepted}
          example={ruledName('photo', customer.name, now())}
        />
      )}
    </Section>
  )
}

function Refused({ problem, file }: Pick<Props, 'problem' | 'file'>) {
  const word = textIn(problem)
  const sentence = word === 'no-room' ? '附件数量或容量已达上限，请先删除不再需要的附件' : problemSentence(word ?? '')
  if (!sentence) return null
  const name = textIn(file, 80)
  return (
    <Notice tone="bad" alert title={name ? `「${name}」没有上传` : '没有上传'}>
      {sentence}
    </Notice>
  )
}
