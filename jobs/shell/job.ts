import './quiet.ts'
import { parseArgs } from 'node:util'
import { periodOf, previousOf } from '#lib/jobs/cron'
import { now } from '#lib/kernel/time'
import { runJob } from '../run.ts'
import { findJob, type Job, schedule } from '../schedule.ts'
import { Expected, say, shell, WrongUse, withData } from './shell.ts'

const names = schedule.map(({ name, label }) => `  ${name.padEnd(12)}${label}`).join('\n')
const usage = `用法：npm run job -- 任务 [--at 时间]\n立即执行一次，即使这一期已经执行过；时间写作 2026-12-01T02:30:00+08:00。\n任务：\n${names}`

await shell(usage, () => {
  const { values, positionals } = parseArgs({ options: { at: { type: 'string' } }, allowPositionals: true })
  const job = findJob(positionals[0] ?? '')
  if (!job || positionals.length > 1) throw new WrongUse(positionals[0] ? `没有任务 ${positionals.join(' ')}` : '请给出任务名称')
  const given = values.at === undefined ? undefined : Date.parse(values.at)
  if (Number.isNaN(given)) throw new WrongUse(`不是有效的时间：${values.at}`)
  return withData(() => runNow(job, given ?? now()))
})

async function runNow(job: Job, at: number) {
  const period = periodOf(job.cron, previousOf(job.cron, at) ?? at)
  const outcome = await runJob(job, { period, at, signal: new AbortController().signal, again: true })
  if (!outcome) throw new Expected(`${job.label}正在运行，请稍后再试`)
  say(`${job.label}（${period}）：${outcome.note}`)
  return outcome.status === 'done' ? 0 : 1
}
