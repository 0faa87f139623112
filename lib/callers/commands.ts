import { z } from 'zod'
import { visibleText } from '../formats/lines.ts'
import { maskName } from '../formats/mask.ts'
import { maskPhone, normalisePhone } from '../formats/phone.ts'
import { normaliseName } from '../formats/text.ts'
import { command, created } from '../kernel/command.ts'
import { Conflict } from '../kernel/errors.ts'
import { idOf, nameOf } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { tell } from '../notifications/tell.ts'
import { callerPath } from './model.ts'
import { listRegistrars } from './queries.ts'

const NUMBER = '手机号需为 11 位数字，固话写作 010-12345678，400 电话写作 400-123-4567'

/** Somebody rings who is no customer yet, and whoever answers may not register one: the managers of sales are told, with what was said and a form that is filled in (S0-37). */
export const askForCustomer = command({
  name: 'caller.pass',
  input: z.strictObject({
    name: z.string().transform(normaliseName).pipe(z.string().min(1, '请填写来电人').max(50, '来电人最多 50 字')),
    phone: z.string().transform((text, context) => {
      const phone = normalisePhone(text)
      if (!phone) context.addIssue({ code: 'custom', message: NUMBER })
      return phone ?? ''
    }),
    description: z.string().transform(visibleText).pipe(z.string().min(1, '请填写来电内容').max(200, '来电内容最多 200 字')),
  }),
  run(tx, me, caller) {
    const people = listRegistrars(me, tx)
    if (people.length === 0) throw new Conflict('还没有可以登记客户的销售经理，请联系系统管理员')
    const at = now()
    const words = `${nameOf(me.actor)} 请登记来电客户 ${maskName(caller.name)}（${maskPhone(caller.phone)}）：${caller.description}`
    const key = `caller:${idOf(me.actor)}:${at}`
    // Told directly: what is told as a consequence stands in the record, number and all.
    for (const userId of people) tell(tx, { userId, key, kind: 'assigned', title: words, href: callerPath(caller) })
    return { ...created({ id: idOf(me.actor), told: people.length }), why: words }
  },
})
