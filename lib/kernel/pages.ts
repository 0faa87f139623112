/** Beyond so many hits a list says "more than" and turns no further: whoever looks for one of them narrows the question. */
export const CAP = 10_000

/** The number of the last page; of nothing, 1. */
export const lastPage = (total: number, size: number) => Math.max(1, Math.ceil(total / size))

/** The page that was asked for, from 1, as far as there is one. */
export const pageWithin = (total: number, { page = 1, size }: { page?: number; size: number }) =>
  Math.min(Math.max(page, 1), lastPage(total, size))
