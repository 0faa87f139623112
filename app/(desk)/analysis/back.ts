const pages = ['/analysis', '/analysis/rfm', '/analysis/retention', '/analysis/churn', '/analysis/needs']

/** The page of the analysis that a button stood on, as its form says; and what the form says beside that. */
export const withoutBack = {
  pathIn: ({ back }: Record<string, unknown>) => pages.find((page) => page === back) ?? '/analysis',
  rest: ({ back: _, ...fields }: Record<string, unknown>) => fields,
}
