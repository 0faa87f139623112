import { and, eq, inArray, lte } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { files } from '#db/schema/archive'
import { command, created, removed, updated } from '../kernel/command.ts'
import { Conflict, Missing, Unfit } from '../kernel/errors.ts'
import { authorOf, type Grant } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { KEPT_MS, PURGE_AT_ONCE } from '../recycle/model.ts'
import { mediaTypeOf } from './formats.ts'
import {
  attachShape,
  editionName,
  givenName,
  isContractKind,
  MOST_BYTES,
  nextEdition,
  quota,
  readName,
  ruledName,
  type StoredRow,
} from './model.ts'
import { type FileGrant, findFile, findReceiver, requireContracts, requireTheirs } from './queries.ts'
import { countStored, listNames } from './queries-stored.ts'

const id = z.coerce.number().int().positive()
const { kind } = attachShape

/** Records a file whose content lies in its place already; an empty name becomes the document's own (S0-36), a taken one the next edition. */
export const attachFile = command({
  name: 'file.attach',
  input: z.strictObject({
    ...attachShape,
    originalName: z.string().max(255),
    extension: z.string().max(5),
    bytes: z.number().int().positive().max(MOST_BYTES),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  run(tx, me, { name, ...input }) {
    const customer = findReceiver(me, input, tx)
    if (isContractKind(input.kind)) requireContracts(me, customer.id, tx)
    requireTheirs(me, input, tx)
    requireRoom(tx, me, input)
    const at = now()
    const { base } = readName(name || ruledName(input.kind, customer.name, at))
    const edition = nextEdition(
      base,
      listNames(me, customer.id, tx).map((one) => one.name),
    )
    const values = {
      ...input,
      edition,
      name: editionName(base, edition),
      mediaType: mediaTypeOf(input.extension),
      uploadedBy: authorOf(me.actor),
      createdAt: at,
    }
    return { ...created(tx.insert(files).values(values).returning().get(), customer.id), why: values.name }
  },
})

/** Gives a file another name; the rule is offered, not forced. */
export const renameFile = command({
  name: 'file.rename',
  input: z.strictObject({ id, customerId: id, kind, name: givenName.pipe(z.string().min(1, '请填写名称')) }),
  run(tx, me, { id, customerId, kind, name }) {
    const before = findTheirs(tx, me, id, customerId)
    if (isContractKind(kind)) requireContracts(me, before.customerId, tx)
    const others = listNames(me, before.customerId, tx).filter((one) => one.id !== id && one.deletedAt === null)
    if (others.some((one) => one.name === name && one.extension === before.extension))
      throw new Unfit('name', '这位客户已有同名附件，请改用其他名称，或在末尾加 _v2')
    return updated(before, write(tx, before, { name, kind, edition: readName(name).edition }), before.customerId)
  },
})

/** Into the recycle bin: out of every list, content and record kept. */
export const removeFile = command({
  name: 'file.remove',
  input: z.strictObject({ id, customerId: id }),
  run(tx, me, { id, customerId }) {
    const before = findTheirs(tx, me, id, customerId)
    return { ...updated(before, write(tx, before, { deletedAt: now() }), before.customerId), why: before.name }
  },
})

/** Back out of the recycle bin, as it was. */
export const restoreFile = command({
  name: 'file.restore',
  input: z.strictObject({ id, customerId: id }),
  run(tx, me, { id, customerId }) {
    const before = findTheirs(tx, me, id, customerId)
    return { ...updated(before, write(tx, before, { deletedAt: null }), before.customerId), why: before.name }
  },
})

/** Takes the records of files away whose thirty days in the bin are over; what they were named is not told again. */
export const purgeFiles = command({
  name: 'file.purge',
  input: z.strictObject({ ids: z.array(id).max(PURGE_AT_ONCE), at: z.number() }),
  run(tx, _me, { ids, at }) {
    const over = and(inArray(files.id, ids), lte(files.deletedAt, at - KEPT_MS))
    const gone = tx
      .delete(files)
      .where(over)
      .returning({ id: files.id, customerId: files.customerId, kind: files.kind, deletedAt: files.deletedAt })
      .all()
    return gone.map((file) => removed(file, file.customerId))
  },
})

/** Takes a file to look at it or to keep it; that it was taken is on record before the first byte leaves (F-06). */
export const readFile = command({
  name: 'file.read',
  input: z.strictObject({ id }),
  run(tx, me, { id }) {
    const file = findFile(me, id, tx)
    return { ...updated(file, file, file.customerId), why: file.name }
  },
})

function requireRoom(tx: Tx, me: Grant<'file.attach'>, { customerId, bytes }: { customerId: number; bytes: number }) {
  const held = countStored(me, customerId, tx)
  if (held.files >= quota.files) throw new Conflict(`这位客户已有 ${quota.files} 个附件，请先删除不再需要的附件`)
  if (held.bytes + bytes > quota.bytes) throw new Conflict('这位客户的附件已达 2 GB，请压缩后再上传')
  if (held.mine + bytes > quota.person) throw new Conflict('你上传的附件已达 10 GB，请先删除不再需要的附件，或联系管理员')
  if (held.total + bytes > quota.total) throw new Conflict('附件总容量已达 50 GB，请联系管理员')
}

// File and customer must belong together (B-04).
function findTheirs(tx: Tx, me: FileGrant, id: number, customerId: number) {
  const file = findFile(me, id, tx)
  if (file.customerId !== customerId) throw new Missing('附件')
  return file
}

const write = (tx: Tx, before: StoredRow, values: Partial<StoredRow>) =>
  tx.update(files).set(values).where(eq(files.id, before.id)).returning().get()!
