import { reader, type Source, whileUnchanged } from '#db/client'
import { settings } from '#db/schema/settings'
import { type SettingKey, type Settings, settingShapes } from './model.ts'

/** All settings, stored or default; a change counts at the next request. */
export const readSettings = (from: Source = reader()): Settings => stored(from)

const stored = whileUnchanged((from) => {
  const rows = from.select({ key: settings.key, value: settings.value }).from(settings).all()
  return checked(new Map(rows.map(({ key, value }) => [key, value])))
})

function checked(stored: Map<string, unknown>) {
  const entries = (Object.keys(settingShapes) as SettingKey[]).map((key) => [key, settingShapes[key].parse(stored.get(key))])
  return Object.fromEntries(entries) as Settings
}

export const isSetUp = (from: Source = reader()) => readSettings(from).setUpAt > 0
