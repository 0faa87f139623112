import { eq } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { followUps, purchases } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { customerInserter } from '../customers/insert.ts'
import type { Spelling } from '../customers/search-words.ts'
import type { Change } from '../kernel/command.ts'
import type { User } from '../kernel/grant.ts'
import { dayNumber } from '../kernel/numbers.ts'
import { now, today } from '../kernel/time.ts'
import type { CustomerRow, FollowUpRow, PurchaseRow } from './judge.ts'
import { ownerFor, personOf } from './people.ts'
import { planKeeper } from './plans.ts'
import type { Job } from './queries.ts'

/** Spellings of customers made ahead, by the number of their record. */
export type Spelled = ReadonlyMap<number, Spelling>

/** Takes records in that were judged valid; `done` closes the portion and returns what the record shall say beside the portion itself. */
type Writer<V> = { write: (values: V, record: number) => void; done: () => Change[] }

/** New customers with their old numbers and days; what is unsure about one makes it 待核验. Each begins its own history. */
export function customerWriter(tx: Tx, job: Job, importer: User, spelled?: Spelled): Writer<CustomerRow> {
  const { insert, finish } = customerInserter(tx)
  const owner = ownerFor(importer, job.people, activeOnes(tx))
  const changes: Change[] = []
  return {
    write({ unsure, owner: ownerName, createdOn, ...values }, record) {
      const status = unsure ? 'unverified' : 'normal'
      const mine = {
        potential: null,
        ownerId: owner(ownerName),
        createdBy: importer.id,
        createdOn: createdOn ?? today(),
        importJobId: job.id,
      }
      const { id, number, name } = insert({ ...values, ...mine, status }, spelled?.get(record))
      changes.push({ after: { id: job.id, number, name }, about: id, why: `由 ${importer.name} 导入` } as Change)
    },
    done() {
      finish()
      return changes
    },
  }
}

/** Contacts of the past, with the times and the people of the sheet; the importer stands apart as who entered them (W-10). */
export function followUpWriter(tx: Tx, job: Job, importer: User): Writer<FollowUpRow> {
  const isActive = activeOnes(tx)
  const keepPlan = planKeeper(tx, importer.id)
  return {
    write({ next, nextOn, follower, ownerId, customerId, occurredAt, method, contentType, content, feedback, importKey }) {
      const at = now()
      const followerId = personOf(job.people, follower)
      const row = {
        customerId,
        occurredAt,
        method,
        contentType,
        content,
        feedback,
        importKey,
        followerId,
        followerName: follower,
        enteredBy: importer.id,
        importJobId: job.id,
        createdAt: at,
      }
      const followUp = tx
        .insert(followUps)
        .values({ ...row, number: dayNumber(tx, 'G', today()) })
        .returning()
        .get()
      const assigneeId = [followerId, ownerId].find((id) => id !== null && isActive(id)) ?? importer.id
      keepPlan(followUp, next === '' ? null : { title: next, dueOn: nextOn, assigneeId })
    },
    done: () => [],
  }
}

export function purchaseWriter(tx: Tx, job: Job, importer: User): Writer<PurchaseRow> {
  return {
    write({ customerId, product, quantityMilli, unit, amountFen, purchasedOn, note, importKey }) {
      const row = {
        customerId,
        product,
        quantityMilli,
        unit,
        amountFen,
        purchasedOn,
        note,
        importKey,
        importJobId: job.id,
        createdBy: importer.id,
        createdAt: now(),
      }
      tx.insert(purchases).values(row).run()
    },
    done: () => [],
  }
}

export const writers = { customers: customerWriter, followUps: followUpWriter, purchases: purchaseWriter }

function activeOnes(tx: Tx) {
  const ids = new Set(
    tx
      .select({ id: users.id })
      .from(users)
      .where(eq(users.active, true))
      .all()
      .map(({ id }) => id),
  )
  return (id: number) => ids.has(id)
}
