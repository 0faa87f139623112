import { AlikeBox } from './alike-box.tsx'

type Props = {
  /** The id of the form, whose fields are watched. */
  form: string
  fields: string[]
  /** The customer that is being edited. */
  except?: number
  shown: React.ComponentProps<typeof AlikeBox>
}

/** Stands in a form and looks while somebody types; without scripts the form's own button looks. */
export function AlikeCheck({ form, fields, except, shown }: Props) {
  const ids = fields.map((field) => `#${form}-${field}`)
  const live = {
    'hx-get': except ? `/customers/check?except=${except}` : '/customers/check',
    'hx-trigger': ids.map((id) => `input changed delay:600ms from:${id}`).join(', '),
    'hx-include': ids.join(', '),
    'hx-select': '#alike',
    'hx-target': '#alike',
    'hx-swap': 'outerHTML',
    'hx-sync': 'this:replace',
  }
  return (
    <div className="wide" {...live}>
      <AlikeBox {...shown} />
    </div>
  )
}
