import { eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { files } from '#db/schema/archive'
import { customers } from '#db/schema/customers'
import { users } from '#db/schema/people'
import { erasures } from '#db/schema/persons'
import { command, created, updated } from '../kernel/command.ts'
import { Conflict, Missing, Unfit } from '../kernel/errors.ts'
import { authorOf, nameOf } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { blankRecords, blankTexts, dropFiles, renewSearch } from './blank.ts'
import { hashesOf } from './hashes.ts'
import { type Person, type Ref, refs } from './model.ts'
import { aloneOf, personOf } from './person.ts'
import { redactAudit } from './redact.ts'
import { speaksOf } from './words.ts'

const reason = z.string('请填写原因').trim().min(1, '请填写原因').max(100, '原因最多 100 字')
const tick = z.preprocess((v) => v === true || v === 'on', z.boolean()).default(false)
/** Puts on record that everything stored about a person leaves as a copy, before its first byte does (I-03). */
export const copyPerson = command({
  name: 'person.copy',
  input: z.strictObject({ of: refs, reason }),
  run(tx, _me, { of, reason }) {
    const person = personOf(of, { address: false }, tx)
    requireSilent(reason, person)
    const numbers = numbersOf(person)
    return person.customers.map((about) => ({ ...created({ id: 0, number: numbers }, about), why: reason }))
  },
})

/** Takes a person out of the data for good (I-04): their records, their words in other records, the search, the record's before and after, their files. */
export const erasePerson = command({
  name: 'person.erase',
  input: z.strictObject({
    of: refs,
    reason,
    address: tick,
    files: tick,
    sure: tick,
    /** Rows in which something of the person was found beforehand. */
    hits: z.array(z.strictObject({ table: z.string(), row: z.number().int() })),
    /** Whether the password was given again just now. */
    confirmed: z.boolean(),
    /** An erasure from before a restore, carried out again. */
    again: z.strictObject({ id: z.number(), at: z.number(), actor: z.string(), by: z.number().nullable() }).optional(),
  }),
  run(tx, me, { of, reason, hits, sure, confirmed, again, ...options }) {
    if (!confirmed) throw new Unfit('password', '密码不正确，请重新输入')
    if (!sure) throw new Unfit('sure', '删除后不能恢复，请先确认')
    const person = personOf(of, options, tx)
    requireLeft(tx, of, person)
    requireSilent(reason, person)
    const alone = aloneOf(person, tx)
    const taken = again && tx.select({ id: erasures.id }).from(erasures).where(eq(erasures.id, again.id)).get()
    const values = {
      ...(again && !taken && { id: again.id }),
      at: again?.at ?? now(),
      erasedBy: again ? colleague(tx, again.by) : authorOf(me.actor),
      actor: again?.actor ?? nameOf(me.actor),
      reason,
      records: person.records,
      terms: hashesOf(person),
      counts: {},
      contents: [],
    }
    const { id } = tx.insert(erasures).values(values).returning({ id: erasures.id }).get()
    const gone = dropFiles(tx, person, options)
    const records = blankRecords(tx, person, options)
    const texts = blankTexts(tx, person, alone, hits)
    const found = hits.filter(({ table }) => table === 'audit_log').map(({ row }) => row)
    const audit = redactAudit(tx, { person, alone, found, address: options.address }, id)
    renewSearch(tx, person, hits)
    const counts = {
      ...records,
      files: gone.n,
      texts,
      audit: audit.count,
      address: options.address ? 1 : 0,
      archiveFiles: options.files ? 1 : 0,
    }
    tx.update(erasures).set({ counts, contents: gone.contents }).where(eq(erasures.id, id)).run()
    const [first, ...others] = person.customers.map((about) => ({ ...created({ id, number: numbersOf(person) }, about), why: reason }))
    return [{ ...first!, after: { ...first!.after, ...records, files: gone.n, texts, audit: audit.count, seal: audit.seal } }, ...others]
  },
})

/** That the contents of an erased person's files and the write-ahead log are cleared as well. */
export const settleErasure = command({
  name: 'person.settle',
  input: z.strictObject({ id: z.number().int().positive() }),
  run(tx, _me, { id }) {
    const before = tx.select({ id: erasures.id, settledAt: erasures.settledAt }).from(erasures).where(eq(erasures.id, id)).get()
    if (!before) throw new Missing('删除记录')
    const after = { ...before, settledAt: now() }
    tx.update(erasures).set(after).where(eq(erasures.id, id)).run()
    return updated(before, after)
  },
})

const numbersOf = ({ records }: Person) => [...new Set(records.map(({ number }) => number))].join('、')

// Who erased may not have been a colleague yet in the state that was put back.
const colleague = (tx: Tx, id: number | null) =>
  id !== null && tx.select({ id: users.id }).from(users).where(eq(users.id, id)).get() ? id : null

// What is said for good must not say who it was.
function requireSilent(reason: string, person: Person) {
  if (speaksOf(reason, person)) throw new Unfit('reason', '原因会长期保存，请不要写姓名、号码或邮箱')
}

function requireLeft(tx: Tx, of: readonly Ref[], person: Person) {
  if (person.phones.length + person.emails.length + person.names.length > 0) return
  const ids = of.filter(({ kind }) => kind === 'customer').map(({ id }) => id)
  const left = tx.select({ address: customers.address }).from(customers).where(inArray(customers.id, ids)).all()
  const theirs =
    person.contacts.length > 0 && tx.select({ id: files.id }).from(files).where(inArray(files.contactId, person.contacts)).get()
  if (!theirs && left.every(({ address }) => address === '')) throw new Conflict('这位联系人的信息已经删除')
}
