type Fields = Record<string, unknown>

/** The labels of the customer that a form speaks of. */
export const back =
  (done: string) =>
  (_: number, { customerId }: Fields) =>
    `/customers/${Number(customerId)}/tiers?done=${done}`

/** Whose it is stands in the form for the way back alone. */
export const onlyId = ({ id }: Fields) => ({ id })
