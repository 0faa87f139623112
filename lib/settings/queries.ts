import { reader, type Source } from '#db/client'
import { settings } from '#db/schema/settings'
import { type SettingKey, type Settings, settingShapes } from './model.ts'

/** All settings, stored or default; cheap enough to read at each request, so that a change counts at once. */
export function readSettings(from: Source = reader()): Settings {
  const stored = new Map(
    from
      .select()
      .from(settings)
      .all()
      .map((row) => [row.key, row.value]),
  )
  const entries = (Object.keys(settingShapes) as SettingKey[]).map((key) => [key, settingShapes[key].parse(stored.get(key))])
  return Object.fromEntries(entries) as Settings
}

export const isSetUp = (from: Source = reader()) => readSettings(from).setUpAt > 0
