import type { Customer } from '#lib/customers/model'

/** The archive as its form would send it back: what is secret stays empty and thereby unchanged. */
export function standing(row: Customer) {
  const { id, version, type, name, position, industry, source, level, potential, address, note, headcount, revenueWan, creditCode, tags } =
    row
  return {
    id,
    version,
    type,
    name,
    contact: '',
    phone: '',
    email: '',
    position,
    industry,
    source,
    level,
    potential,
    address,
    note,
    headcount,
    revenueWan,
    creditCode,
    tags,
  }
}
