import { z } from 'zod'
import { decisionCycles, serviceCategories, urgencies } from '#db/schema/archive'

const text = (max: number, label: string) => z.string().trim().max(max, `${label}最多 ${max} 字`)
const blankToNull = (v: unknown) => (typeof v === 'string' && v.trim() === '' ? null : v)
const choice = <const T extends readonly string[]>(of: T, label: string) =>
  z.preprocess(blankToNull, z.enum(of, `请从列表中选择${label}`).nullable()).default(null)

const wan = (label: string) =>
  z
    .preprocess(
      blankToNull,
      z.coerce
        .number(`${label}需为整数，单位万元`)
        .int(`${label}需为整数，单位万元`)
        .min(0, `${label}不能为负`)
        .max(10_000_000, `${label}过大，请核对`)
        .nullable(),
    )
    .default(null)

// Ticked words, or one alone, or none at all.
const words = (label: string) =>
  z.preprocess((v) => (Array.isArray(v) ? v : v ? [v] : []), z.array(text(20, label)).max(20, `${label}最多 20 项`)).default([])

/** What is asked of a profile (S1-11 to S1-18); `other…` are further words, parted by 、 or a comma. */
export const profileShape = {
  serviceCategory: choice(serviceCategories, '服务类别'),
  painPoints: words('业务痛点'),
  otherPains: text(200, '其他痛点').default(''),
  needs: text(1000, '采购需求').default(''),
  urgency: choice(urgencies, '需求紧急度'),
  budgetMinWan: wan('预算下限'),
  budgetMaxWan: wan('预算上限'),
  decisionCycle: choice(decisionCycles, '决策周期'),
  decisionProcess: text(1000, '决策流程').default(''),
  decisionDepartments: text(200, '参与部门').default(''),
  concerns: words('关注重点'),
  otherConcerns: text(200, '其他关注重点').default(''),
}
