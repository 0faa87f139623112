'use client'

import { ActionButton } from './action-button.tsx'
import { type FieldSpec, Form, type FormState } from './form.tsx'
import { hostile, long } from './look-book-words.tsx'
import { Section } from './section.tsx'

const nothing = async (state: FormState): Promise<FormState> => state

const fields: FieldSpec[] = [
  { kind: 'hidden', name: 'key', value: 'look' },
  { kind: 'text', name: 'name', label: '客户名称', required: true, value: long, help: '与营业执照一致，个人客户填姓名。' },
  { kind: 'tel', name: 'phone', label: '联系电话', required: true, autoComplete: 'tel' },
  { kind: 'select', name: 'level', label: '客户等级', options: ['普通客户', 'VIP客户', '战略客户'], value: 'VIP客户' },
  {
    kind: 'select',
    name: 'reason',
    label: '工单类型',
    options: [
      { label: '产品', options: ['产品质量', '使用咨询'] },
      { label: '服务', options: ['投诉', { value: 'old', label: '旧类型', disabled: true }] },
    ],
  },
  {
    kind: 'combobox',
    name: 'industry',
    label: '所属行业',
    list: ['通用设备制造业', '食品制造业', '家具制造业'],
    help: '输入几个字，从国标行业中选。',
  },
  { kind: 'money', name: 'budget', label: '预算', value: '128000.00' },
  { kind: 'number', name: 'people', label: '规模', unit: '人' },
  { kind: 'date', name: 'on', label: '建档日期', value: '2026-11-21' },
  { kind: 'datetime-local', name: 'at', label: '回访时间', value: '2026-11-21T10:00' },
  {
    kind: 'radio',
    name: 'kind',
    label: '客户类型',
    required: true,
    options: [
      { value: 'company', label: '企业' },
      { value: 'person', label: '个人', help: '没有营业执照' },
    ],
    value: 'company',
  },
  { kind: 'checkboxes', name: 'prefers', label: '沟通偏好', options: ['电话', '微信', '邮件', '上门'], value: ['电话', '邮件'] },
  { kind: 'textarea', name: 'note', label: '备注', maxLength: 500, value: hostile },
  {
    kind: 'group',
    label: '更多信息',
    help: '选填',
    open: true,
    fields: [
      { kind: 'url', name: 'site', label: '网址', placeholder: 'https://' },
      { kind: 'password', name: 'password', label: '密码', autoComplete: 'new-password' },
      { kind: 'file', name: 'file', label: '营业执照', accept: 'image/*,.pdf', help: '照片或 PDF，最大 20 MB，可以拖到这里。' },
      { kind: 'fixed', name: 'number', label: '客户编号', value: 'Q20260118' },
      { kind: 'text', name: 'locked', label: '不能改', value: '由系统填写', readOnly: true },
      { kind: 'text', name: 'off', label: '不可用', value: '没有权限', disabled: true },
      { kind: 'checkbox', name: 'agreed', label: '已征得客户同意', value: true },
    ],
  },
]

const wrong: FormState = {
  message: '这位客户刚刚被王强改过，请核对后再保存。',
  errors: { name: ['请填写客户名称'], phone: ['手机号需为 11 位数字'], kind: ['请选择客户类型'], agreed: ['需要先征得客户同意'] },
  values: { name: '', phone: hostile, level: '战略客户', note: '写了一半的备注' },
}

export function LookAtForms() {
  return (
    <>
      <Section id="forms" title="表单">
        <Form
          id="ok"
          action={nothing}
          fields={fields}
          submit="保存"
          also={[{ label: '保存并新建', name: 'then', value: 'new' }]}
          cancel={{ href: '#forms' }}
          columns={2}
          guard
          draft="look"
        />
      </Section>
      <Section title="有错误的表单">
        <Form id="bad" action={nothing} fields={fields} submit="保存" cancel={{ href: '#forms' }} state={wrong} />
      </Section>
      <Section title="一行表单与单个操作">
        <Form
          id="quick"
          action={nothing}
          inline
          fields={[
            {
              kind: 'text',
              name: 'said',
              bare: true,
              label: '一句话记下刚才的联系',
              placeholder: '今天下午 3 点电话张经理，嫌贵，3 天内发方案',
            },
          ]}
          submit="记下"
        />
        <div className="deeds">
          <ActionButton action={nothing} values={{ id: 1 }}>
            响应
          </ActionButton>
          <ActionButton action={nothing} values={{ id: 1 }} variant="danger" confirm="关闭这张工单？" yes="关闭工单">
            关闭工单
          </ActionButton>
        </div>
      </Section>
    </>
  )
}
