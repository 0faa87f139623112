type Fields = Record<string, unknown>

/** The contacts of the customer that a form speaks of, with what has just been done. */
export const listOf = ({ customerId }: Fields, done: string) => `/customers/${Number(customerId)}/contacts?done=${done}`

/** A contact knows its customer: the form carries the id for the way back alone. */
export function ownFields({ customerId: _, ...fields }: Fields) {
  return fields
}
