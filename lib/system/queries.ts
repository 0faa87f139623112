import { readFileSync, statfsSync, statSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { databaseFile, dataDir, reader, type Source } from '#db/client'
import type { Grant } from '../kernel/grant.ts'

/** What the machine stands on: bytes of the database and its log, bytes free and in all on its disk, versions. */
export function readSystem(_me: Grant<'job.read'>, from: Source = reader()) {
  const { bavail, blocks, bsize } = statfsSync(dataDir())
  return {
    databaseBytes: sizeOf(databaseFile()),
    logBytes: sizeOf(`${databaseFile()}-wal`),
    freeBytes: bavail * bsize,
    diskBytes: blocks * bsize,
    version: appVersion(),
    node: process.versions.node,
    sqlite: from.get<{ v: string }>(sql`select sqlite_version() as v`)?.v ?? '',
    upSeconds: Math.round(process.uptime()),
  }
}

/** The version of this installation, as its package says. */
export const appVersion = () => (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version

const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0
