import { writer } from '#db/client'
import { createCustomer } from '#lib/customers/commands'
import { answerTo } from '#lib/duplicates/guard'
import { execute } from '#lib/execute'
import { normalisePhone } from '#lib/formats/phone'
import { normaliseName } from '#lib/formats/text'
import type { User } from '#lib/kernel/grant'

type Fields = { type?: 'company' | 'person'; name?: string; phone?: string; creditCode?: string }

/** Registers a customer as its form does whose warning was answered beforehand: who looks like it is known to be another. */
export function register(actor: User, fields: object) {
  const { type, name = '', phone = '', creditCode = '' } = fields as Fields
  const asked = { ...(type && { type }), name: normaliseName(name), phone: normalisePhone(phone) ?? '', creditCode }
  return execute(createCustomer, actor, { ...fields, confirmed: answerTo(asked, writer()) } as never).after
}
