import { Done } from '#components/done'
import { FileDeeds } from '#components/files/file-deeds'
import { FileTable } from '#components/files/file-table'
import { UploadForm } from '#components/files/upload-form'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { Section } from '#components/ui/section'
import { Tabs } from '#components/ui/tabs'
import { accepted, isShown } from '#lib/files/formats'
import { countKinds, listFiles } from '#lib/files/list'
import { isContractKind, kindLabels, kinds, ruledName } from '#lib/files/model'
import { problemSentence } from '#lib/files/problems'
import { findAbout, findHolder, reachesFiles } from '#lib/files/queries'
import type { Grant } from '#lib/kernel/grant'
import { pageWithin } from '#lib/kernel/pages'
import { now } from '#lib/kernel/time'
import { allow, idIn, orNotFound } from '../../../../_web/allow.ts'
import { oneOf, pageIn, type Search, type SearchParams, sizeIn, textIn, wholeIn } from '../../../../_web/query.ts'
import { remove, restore } from '../../../files/actions.ts'

type Reading = Grant<'file.read'>

export const metadata = { title: '附件' }

export default async function FilesPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: SearchParams }) {
  const me = await allow('file.read')
  const id = await idIn(params)
  const { name } = orNotFound(me, () => findHolder(me, id))
  const query = await searchParams
  const may = (deed: 'attach' | 'rename' | 'remove' | 'restore') => reachesFiles(me, `file.${deed}`, id)
  return (
    <>
      <PageHeader
        title="附件"
        trail={[
          { href: '/customers', label: '客户' },
          { href: `/customers/${id}`, label: name },
        ]}
      />
      <Refused query={query} />
      {may('attach') && <Upload me={me} id={id} name={name} query={query} />}
      <Kept me={me} id={id} query={query} mayRename={may('rename')} mayRemove={may('remove')} />
      {may('restore') && <Removed me={me} id={id} />}
      <Done word={query.done} />
    </>
  )
}

function Upload({ me, id, name, query }: { me: Reading; id: number; name: string; query: Search }) {
  const aim = { followUpId: wholeIn(query.followUp), contactId: wholeIn(query.contact) }
  const about = findAbout(me, id, aim)
  const to = new URLSearchParams({
    customer: String(id),
    ...(about && aim.followUpId && { followUp: String(aim.followUpId) }),
    ...(about && aim.contactId && { contact: String(aim.contactId) }),
  })
  const contracts = reachesFiles(me, 'file.readContract', id)
  return (
    <Section title="上传附件">
      <UploadForm
        to={`/files/upload?${to}`}
        kinds={kinds.filter((kind) => contracts || !isContractKind(kind)).map((value) => ({ value, label: kindLabels[value] }))}
        accept={accepted}
        example={ruledName(contracts ? 'contract' : 'photo', name, now())}
        about={about}
      />
    </Section>
  )
}

function Kept({ me, id, query, mayRename, mayRemove }: { me: Reading; id: number; query: Search; mayRename: boolean; mayRemove: boolean }) {
  const path = `/customers/${id}/files`
  const counts = countKinds(me, id)
  const all = [...counts.values()].reduce((sum, n) => sum + n, 0)
  const kind = oneOf(query.kind, kinds)
  const [total, size] = [kind ? (counts.get(kind) ?? 0) : all, sizeIn(query.size)]
  const page = pageWithin(total, { page: pageIn(query.page), size })
  const tabs = kinds
    .filter((one) => counts.has(one))
    .map((one) => ({ href: `${path}?kind=${one}`, label: kindLabels[one], count: counts.get(one)!, current: kind === one }))
  return (
    <>
      {tabs.length > 1 && <Tabs label="按类型查看" tabs={[{ href: path, label: '全部', count: all, current: !kind }, ...tabs]} />}
      <FileTable
        caption="附件"
        files={listFiles(me, id, { kind, page, size }).map((file) => ({ ...file, shown: isShown(file.extension) }))}
        empty={{ title: '还没有附件', text: '合同扫描件、报价单、方案和现场照片都可以放在这里，名称按规范自动生成。' }}
        deeds={(file) => <FileDeeds file={file} customerId={id} remove={mayRemove ? remove : undefined} mayRename={mayRename} />}
      />
      <Pager place={{ path, query: { kind, size: query.size } }} page={page} size={size} total={total} unit="个" />
    </>
  )
}

function Removed({ me, id }: { me: Reading; id: number }) {
  const removed = listFiles(me, id, { removed: true, size: 200 })
  if (removed.length === 0) return null
  return (
    <Section title="回收站" sub={`已删除 ${removed.length} 个`} id="removed">
      <FileTable
        caption="已删除的附件"
        files={removed.map((file) => ({ ...file, shown: false }))}
        empty={{ title: '' }}
        deeds={(file) => <FileDeeds file={file} customerId={id} restore={restore} />}
      />
    </Section>
  )
}

function Refused({ query }: { query: Search }) {
  const sentence =
    query.problem === 'no-room' ? '附件数量或容量已达上限，请先删除不再需要的附件' : problemSentence(textIn(query.problem) ?? '')
  if (!sentence) return null
  const name = textIn(query.file, 80)
  return (
    <Notice tone="bad" alert title={name ? `「${name}」没有上传` : '没有上传'}>
      {sentence}
    </Notice>
  )
}
