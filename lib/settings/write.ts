import { eq } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { settings } from '#db/schema/settings'
import type { Change } from '../kernel/command.ts'
import { type SettingKey, settingShapes } from './model.ts'

/** Writes what differs from what holds, one change a setting. */
export function store(tx: Tx, values: Partial<Record<SettingKey, unknown>>): Change[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const before = tx.select().from(settings).where(eq(settings.key, key)).get()
    const held = before ? before.value : settingShapes[key as SettingKey].parse(undefined)
    if (JSON.stringify(held) === JSON.stringify(value)) return []
    const after = tx.insert(settings).values({ key, value }).onConflictDoUpdate({ target: settings.key, set: { value } }).returning().get()
    return [{ before, after }]
  })
}
