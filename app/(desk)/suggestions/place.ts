type Fields = Record<string, unknown>

const sorted = { idea: 'suggestionsJoined', dropped: 'suggestionsDropped', open: 'suggestionsOpened' } as const

/** After sorting: at the idea they joined, else back at the list. */
export const afterSort = (_: number, { to, ideaId }: Fields) =>
  to === 'idea'
    ? `/suggestions/ideas/${Number(ideaId)}?done=${sorted.idea}`
    : `/suggestions?done=${to === 'open' ? sorted.open : sorted.dropped}`

export const toIdea = (done: string) => (id: number) => `/suggestions/ideas/${id}?done=${done}`

/** After writing one down: at the ticket it came from, else at its customer. */
export const afterCreate = (_: number, { ticketId, customerId }: Fields) =>
  ticketId ? `/tickets/${Number(ticketId)}?done=suggestionKept` : `/customers/${Number(customerId)}?done=suggestionKept#suggestions`
