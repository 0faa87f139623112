type Fields = Record<string, unknown>

/** The ticket that a form speaks of, with what has just been done. */
export const back =
  (done: string) =>
  (_: number, { id }: Fields) =>
    `/tickets/${Number(id)}?done=${done}`

/** The new ticket, at its files where some are to be added at once. */
export const toNew = (id: number, { then }: Fields) => `/tickets/${id}?done=ticketCreated${then === 'files' ? '#upload' : ''}`

/** Which button was pressed is not the ticket's business. */
export const withoutThen = ({ then: _, ...fields }: Fields) => fields
