import { sql } from 'drizzle-orm'
import { builtOnce, reader, type Source } from '#db/client'
import { settings } from '#db/schema/settings'
import { type SettingKey, type Settings, settingShapes } from './model.ts'

let kept: { as: string; settings: Settings } | undefined

/** All settings, stored or default; read at each request, so that a change counts at once, and checked only when they changed. */
export function readSettings(from: Source = reader()): Settings {
  const rows = storedOf(from).all()
  const as = rows.map(({ key, value }) => `${key} ${value}`).join('\n')
  if (kept?.as !== as) kept = { as, settings: checked(new Map(rows.map(({ key, value }) => [key, JSON.parse(value)]))) }
  return kept.settings
}

const storedOf = builtOnce((from) =>
  from
    .select({ key: settings.key, value: sql<string>`${settings.value}` })
    .from(settings)
    .orderBy(settings.id)
    .prepare(),
)

function checked(stored: Map<string, unknown>) {
  const entries = (Object.keys(settingShapes) as SettingKey[]).map((key) => [key, settingShapes[key].parse(stored.get(key))])
  return Object.fromEntries(entries) as Settings
}

export const isSetUp = (from: Source = reader()) => readSettings(from).setUpAt > 0
