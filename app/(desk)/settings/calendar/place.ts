/** The page of a year, with the word for what has been done. */
export const pathOf = (year: unknown, done: string) =>
  /^\d{4}$/.test(String(year)) ? `/settings/calendar?year=${year}&done=${done}` : `/settings/calendar?done=${done}`

/** The year says where to go back to; the command needs none. */
export const withoutYear = ({ year: _, ...fields }: Record<string, unknown>) => fields
