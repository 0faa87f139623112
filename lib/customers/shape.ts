import { z } from 'zod'
import { customerTypes, potentials } from '#db/schema/customers'
import { isCreditCode } from '../formats/credit-code.ts'
import { visibleText } from '../formats/lines.ts'
import { normalisePhone } from '../formats/phone.ts'
import { normaliseName } from '../formats/text.ts'
import { findIndustry } from '../industries/model.ts'
import { isDay, today } from '../kernel/time.ts'
import { fieldLabels } from './model.ts'

const blankToNull = (v: unknown) => (typeof v === 'string' && v.trim() === '' ? null : v)
const shortened = (max: number, label: string) => z.string().max(max, `${label}最多 ${max} 字`)
const oneLine = (max: number, label: string) =>
  z
    .string()
    .max(max * 20, `${label}最多 ${max} 字`)
    .transform(normaliseName)
    .pipe(shortened(max, label))
const lines = (max: number, label: string) =>
  z
    .string()
    .max(max * 2, `${label}最多 ${max} 字`)
    .transform(visibleText)
    .pipe(shortened(max, label))
const whole = (label: string, max: number) =>
  z.preprocess(
    blankToNull,
    z.coerce.number(`${label}需为整数`).int(`${label}需为整数`).min(0, `${label}不能为负`).max(max, `${label}过大，请核对`).nullable(),
  )

const phone = z
  .string()
  .trim()
  .max(40, '联系方式过长')
  .transform((text, ctx) => {
    const found = text === '' ? '' : normalisePhone(text)
    if (found === null) ctx.addIssue({ code: 'custom', message: '手机号需为 11 位数字，固话写作 010-12345678，400 电话写作 400-123-4567' })
    return found ?? ''
  })
const industry = z
  .string()
  .trim()
  .max(60)
  .transform((text, ctx) => {
    const found = text === '' ? undefined : industryOf(text)
    if (text !== '' && !found)
      ctx.addIssue({ code: 'custom', message: `找不到行业「${text.slice(0, 20)}」，请从列表中选择，例如 C34 通用设备制造业` })
    return found ?? ''
  })

/** The fields of template 1 with what makes each fit (S0-25 to S0-29, S0-59 to S0-67). */
export const customerShape = {
  type: z.enum(customerTypes, '请选择客户类型'),
  name: oneLine(100, '客户名称').pipe(z.string().min(1, '请填写客户名称')),
  contact: oneLine(50, '联系人姓名'),
  phone,
  email: oneLine(100, '邮箱')
    .pipe(z.union([z.literal(''), z.email('邮箱格式不对，例如 name@company.com')]))
    .default(''),
  position: oneLine(50, '职位').default(''),
  industry,
  source: oneLine(40, '客户来源'),
  level: z.enum(['normal', 'vip', 'strategic'], '请选择客户等级').default('normal'),
  potential: z.preprocess(blankToNull, z.enum(potentials, '请选择 A、B 或 C').nullable()).default(null),
  address: oneLine(200, '企业地址').default(''),
  note: lines(2000, '备注信息').default(''),
  headcount: whole('员工数', 10_000_000).default(null),
  revenueWan: whole('年营收', 1_000_000_000).default(null),
  creditCode: oneLine(18, '统一社会信用代码')
    .transform((text) => text.toUpperCase())
    .refine((text) => text === '' || isCreditCode(text), '统一社会信用代码的校验位不对，请核对 18 位代码')
    .default(''),
  tags: oneLine(200, '需求标签').default(''),
}

/** A field of template 1 that must not be left empty. */
export const present = (shape: z.ZodType<string, string>, label: string) => shape.pipe(z.string().min(1, `请填写${label}`))

/** The same fields where a customer is registered or edited by hand; a sheet may lack some. */
export const required = {
  ...customerShape,
  contact: present(customerShape.contact, fieldLabels.contact!),
  industry: present(customerShape.industry, fieldLabels.industry!),
  source: present(customerShape.source, fieldLabels.source!),
}

/** The day of registration; an old customer may have been one for long. */
export const createdOn = z
  .string()
  .trim()
  .refine(isDay, '建档日期写作 2026-01-15')
  .refine((day) => day <= today(), '建档日期不能在今天之后')

/** `C39`, `C39 计算机…`, `制造业-计算机…`, `计算机…` or an alias as the code that is stored; undefined when nothing fits for sure. */
export function industryOf(text: string): string | undefined {
  const code = /^([A-T]\d{0,2})(?=\s|$)/.exec(text)?.[1]
  return (code && findIndustry(code)?.code) || findIndustry(text)?.code || undefined
}
