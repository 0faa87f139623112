export type Caller = { name: string; phone: string; description: string }

/** The form for a new customer, filled in with what a caller said. */
export const callerPath = ({ name, phone, description }: Caller) =>
  `/customers/new?${new URLSearchParams({ contact: name, phone, says: description })}`
