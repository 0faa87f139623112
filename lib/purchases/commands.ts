import { z } from 'zod'
import { purchases } from '#db/schema/followups'
import { findCustomer } from '../customers/queries.ts'
import { parseDecimal } from '../formats/decimal.ts'
import { command, created } from '../kernel/command.ts'
import { authorOf, grant } from '../kernel/grant.ts'
import { isDay, now, today } from '../kernel/time.ts'
import { requireReach } from './queries.ts'

const line = (max: number, label: string) => z.string().trim().max(max, `${label}最多 ${max} 字`)
const MOST = 1_000_000_000_000

/** A written decimal as an integer of its smallest part. */
const decimal = (places: number, sentence: string, least: number) =>
  z
    .string()
    .trim()
    .transform((text) => parseDecimal(text, places) ?? Number.NaN)
    .refine((value) => value >= least && value <= MOST, sentence)

/** What a customer bought (S1-65): quantity to three decimals, amount in yuan, on a day that is not in the future. */
export const recordPurchase = command({
  name: 'purchase.record',
  input: z.strictObject({
    customerId: z.coerce.number().int().positive(),
    product: line(100, '产品').min(1, '请填写产品'),
    quantity: decimal(3, '数量需大于 0，最多 3 位小数', 1),
    unit: line(10, '单位').default(''),
    amount: decimal(2, '金额写作 1234.50，单位为元，不能为负', 0),
    purchasedOn: z
      .string()
      .trim()
      .refine(isDay, '购买日期写作 2026-01-15')
      .refine((day) => day <= today(), '购买日期不能在今天之后'),
    note: line(500, '备注').default(''),
  }),
  run(tx, me, { quantity, amount, ...input }) {
    findCustomer(grant(me.actor, 'customer.read'), input.customerId, tx)
    requireReach(me, input.customerId, tx)
    const values = { ...input, quantityMilli: quantity, amountFen: amount, createdBy: authorOf(me.actor), createdAt: now() }
    return created(tx.insert(purchases).values(values).returning().get(), input.customerId)
  },
})
