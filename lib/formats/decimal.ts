const LONGEST = 60

/** A written decimal as an integer of 10^-places (`12.5`, 2 → 1250), exactly and without floats; null where it is none, finer than that, or above 60 characters. */
export function parseDecimal(text: string, places: number): number | null {
  if (text.length > LONGEST) return null
  const clean = text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
  const [, sign, whole, fraction = ''] = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d*))?$/.exec(clean) ?? []
  const kept = fraction.replace(/0+$/, '')
  if (whole === undefined || kept.length > places) return null
  const value = Number(whole.replaceAll(',', '') + kept.padEnd(places, '0'))
  if (!Number.isSafeInteger(value)) return null
  return sign === '-' && value > 0 ? -value : value
}
