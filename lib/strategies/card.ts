import { z } from 'zod'
import { businessCards } from '#db/schema/cards'
import { normalisePhone } from '../formats/phone.ts'
import { command, updated } from '../kernel/command.ts'
import { now } from '../kernel/time.ts'
import { findCard } from './queries.ts'

const phone = z
  .string()
  .trim()
  .max(40, '对外电话最多 40 字')
  .transform((typed, ctx) => {
    const found = typed === '' ? '' : normalisePhone(typed)
    if (found === null) ctx.addIssue({ code: 'custom', message: '手机号需为 11 位数字，固话写作 010-12345678，400 电话写作 400-123-4567' })
    return found ?? ''
  })
const email = z
  .string()
  .trim()
  .max(100, '对外邮箱最多 100 字')
  .pipe(z.union([z.literal(''), z.email('邮箱格式不对，例如 name@company.com')]))

/** One's own card (S0-56): what customers are given of a colleague. */
export const editCard = command({
  name: 'account.editCard',
  input: z.strictObject({ phone, email }),
  run(tx, me, input) {
    const before = findCard(me, tx)
    const values = { ...input, updatedAt: now() }
    const after = tx
      .insert(businessCards)
      .values({ id: before.id, ...values })
      .onConflictDoUpdate({ target: businessCards.id, set: values })
      .returning()
      .get()
    return updated(told(before), told(after))
  },
})

const told = ({ id, phone, email }: typeof businessCards.$inferSelect) => ({ id, cardPhone: phone, cardEmail: email })
