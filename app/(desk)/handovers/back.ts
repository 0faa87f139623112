/** Back to the book, at the customer whose line was ticked. */
export const backToBook = (_: number, { id, customerId }: Record<string, unknown>) => {
  const customer = /^\d{1,15}$/.test(String(customerId ?? '')) ? String(customerId) : ''
  return `/handovers/${Number(id)}?${customer && `customer=${customer}&`}done=confirmed`
}
