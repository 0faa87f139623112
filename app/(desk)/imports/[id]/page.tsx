import { Done } from '#components/done'
import { ImportFacts } from '#components/imports/import-facts'
import { KeptOutTable } from '#components/imports/kept-out-table'
import { Live } from '#components/imports/live'
import { MappingForm } from '#components/imports/mapping-form'
import { NextStep } from '#components/imports/next-step'
import { PreviewTable } from '#components/imports/preview-table'
import { WarningList } from '#components/imports/warning-list'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { statusLabels, targetLabels } from '#lib/imports/labels'
import { bringsOwn } from '#lib/imports/people'
import { previewOf, samplesOf, veiledReason } from '#lib/imports/preview'
import { findEarlier, findImport, type Job } from '#lib/imports/queries'
import { countWarnings, listKeptOut } from '#lib/imports/queries-records'
import { type Grant, idOf } from '#lib/kernel/grant'
import { listReached } from '#lib/users/queries'
import { allow, idIn, orNotFound } from '../../../_web/allow.ts'
import type { SearchParams } from '../../../_web/query.ts'
import { check, saveMapping, start, stop } from '../actions.ts'

export const metadata = { title: '导入' }

const SHOWN = 50
const deeds = { check, start, stop }

export default async function ImportPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: SearchParams }) {
  const me = await allow('import.read')
  const id = await idIn(params)
  const job = orNotFound(me, () => findImport(me, id))
  const mine = job.createdBy === idOf(me.actor)
  const isBusy = ['reading', 'checking', 'running'].includes(job.status)
  return (
    <>
      <Live href={`/imports/${id}`} polling={isBusy}>
        <PageHeader
          title={job.fileName}
          sub={`${targetLabels[job.target]}，${job.total.toLocaleString('en-US')} 条记录`}
          badges={[{ text: statusLabels[job.status] }]}
          trail={[{ href: '/imports', label: '导入' }]}
        />
        <NextStep job={job} mine={mine} deeds={deeds} />
        <ImportFacts job={job} earlier={findEarlier(me, job)} ownOnly={job.target === 'customers' && bringsOwn(me.actor)} />
        {mine && !isBusy && <Details me={me} job={job} />}
      </Live>
      <Done word={(await searchParams).done} />
    </>
  )
}

function Details({ me, job }: { me: Grant<'import.read'>; job: Job }) {
  const isOpen = job.status === 'mapping' || job.status === 'checked'
  const keptOut =
    job.status === 'mapping' ? [] : listKeptOut(me, job.id, SHOWN).map((row) => ({ ...row, reasons: row.reasons?.map(veiledReason) ?? [] }))
  return (
    <>
      {keptOut.length > 0 && (
        <Section
          title="未通过的记录"
          sub={`${(job.refused + job.duplicate).toLocaleString('en-US')} 条${keptOut.length === SHOWN ? `，显示前 ${SHOWN} 条` : ''}`}
          deeds={
            <a href={`/imports/${job.id}/kept-out`} download="">
              下载全部（CSV）
            </a>
          }
        >
          <KeptOutTable rows={keptOut} />
        </Section>
      )}
      {job.status !== 'mapping' && <WarningList warnings={countWarnings(me, job.id).map(veiledReason)} />}
      {isOpen && (
        <MappingForm job={job} samples={samplesOf(me, job)} colleagues={listReached(me)} action={saveMapping} all={me.reach === 'all'} />
      )}
      {isOpen && <PreviewTable preview={previewOf(me, job)} />}
    </>
  )
}
