/** What only one customer can have. */
export type Numbers = { number: string; creditCode: string }
export type TakenNumbers = ReturnType<typeof takenNumbers>

/** Customer numbers and credit codes of the records of a sheet that are to come in, each with its record. */
export function takenNumbers() {
  const taken = { number: new Map<string, number>(), creditCode: new Map<string, number>() }
  const kinds = ['number', 'creditCode'] as const
  return {
    /** The earlier record that has one of these, and which one it is. */
    holder(numbers: Numbers): { field: (typeof kinds)[number]; record: number } | undefined {
      for (const field of kinds) {
        const record = numbers[field] === '' ? undefined : taken[field].get(numbers[field])
        if (record !== undefined) return { field, record }
      }
    },
    add(record: number, values: object) {
      const numbers: Partial<Numbers> = values
      for (const field of kinds) if (numbers[field]) taken[field].set(numbers[field], record)
    },
  }
}
