import { Form, type FormAction } from '../ui/form.tsx'

/** A conclusion from what customers need, and the strategy that it led to. */
export const NoteForm = ({ action, strategies }: { action: FormAction; strategies: { id: number; name: string }[] }) => (
  <Form
    id="note"
    action={action}
    submit="记录结论"
    fields={[
      {
        kind: 'textarea',
        name: 'text',
        label: '结论',
        rows: 2,
        maxLength: 500,
        required: true,
        placeholder: '例如：交期是首要问题，对活跃客户推出备货方案',
      },
      ...(strategies.length > 0
        ? [
            {
              kind: 'select' as const,
              name: 'strategyId',
              label: '对应的服务策略',
              blank: '尚未对应',
              options: strategies.map(({ id, name }) => ({ value: id, label: name })),
            },
          ]
        : []),
    ]}
  />
)
