import { z } from 'zod'
import { command } from '../kernel/command.ts'
import { Conflict } from '../kernel/errors.ts'
import { now } from '../kernel/time.ts'
import { settingShapes } from './model.ts'
import { isSetUp } from './queries.ts'
import { store } from './write.ts'

const { companyName, companyPrefix, personPrefix, numberPattern, idleMinutes, absoluteHours } = settingShapes
const sourcesText = z
  .string()
  .max(4000)
  .transform(parseSources)
  .refine((groups) => Object.values(groups).flat().length > 0, '至少保留一个来源')

/** Changes what the company has decided; numbers already given out stay. */
export const editSettings = command({
  name: 'settings.edit',
  input: z.strictObject({ companyName, companyPrefix, personPrefix, numberPattern, idleMinutes, absoluteHours, sources: sourcesText }),
  run: (tx, _me, input) => store(tx, input),
})

/** The first run, once: a second one is refused by the set-up mark itself (quality 7.1). */
export const setUpCompany = command({
  name: 'company.setUp',
  input: z.strictObject({ companyName, companyPrefix, personPrefix }),
  run(tx, _me, input) {
    if (isSetUp(tx)) throw new Conflict('平台已经完成初始化')
    return store(tx, { ...input, setUpAt: now() })
  },
})

/** One group a line: 线上：线上广告、线上咨询. */
function parseSources(text: string) {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  return Object.fromEntries(
    lines.map((line) => {
      const [group, rest] = /[：:]/.test(line) ? line.split(/[：:]/, 2) : ['其他', line]
      return [
        group!.trim(),
        (rest ?? '')
          .split(/[、,，]/)
          .map((s) => s.trim())
          .filter(Boolean),
      ]
    }),
  )
}
