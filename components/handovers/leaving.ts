/** Who may take over; a group of customers and who gets it; what a person has in hand. */
export type Colleague = { id: number; name: string; department: string | null }
export type Share = { key: string; count: number; toId: number }
export type Held = { customers: number; todos: number }

/** Colleagues to choose from, each with the department. */
export const optionsOf = (colleagues: Colleague[]) =>
  colleagues.map(({ id, name, department }) => ({ value: id, label: department ? `${name}（${department}）` : name }))
