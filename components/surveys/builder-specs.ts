import { dimensions, kindLabels } from '#lib/surveys/labels'
import type { InputSpec } from '../ui/field-spec.tsx'

export const textSpecs: InputSpec[] = [
  { kind: 'text', name: 'title', label: '问卷名称', required: true, maxLength: 60, placeholder: '例如 季度服务回访' },
  { kind: 'textarea', name: 'intro', label: '开头说明（选填）', rows: 2, maxLength: 500, help: '客户打开问卷时先看到这段话' },
  { kind: 'textarea', name: 'thanks', label: '结束语（选填）', rows: 2, maxLength: 300, help: '客户提交后看到' },
]

const kinds = Object.entries(kindLabels).map(([value, label]) => ({ value, label }))

/** What a question is made of; a line without words is none. */
export const questionSpecs = (row: number): InputSpec[] => [
  { kind: 'text', name: `text.${row}`, label: '题目', maxLength: 200, wide: true },
  { kind: 'select', name: `kind.${row}`, label: '题型', options: kinds },
  { kind: 'combobox', name: `dimension.${row}`, label: '维度（选填）', list: [...dimensions], maxLength: 20 },
  { kind: 'checkbox', name: `required.${row}`, label: '必答' },
  { kind: 'textarea', name: `options.${row}`, label: '选项（单选题填写，一行一个）', rows: 2, wide: true },
]
