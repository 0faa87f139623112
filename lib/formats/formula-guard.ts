const INVISIBLE = String.raw`[\s\p{C}\p{Z}\u115f\u1160\u3164\uffa0]`
const TRIGGER = new RegExp(String.raw`^'*(?:${INVISIBLE}*[=+\-@＝＋－＠]|[\t\r])`, 'u')
const PLAIN_NEGATIVE = /^-\d[\d,]*(?:\.\d+)?%?$/

/**
 * A cell that a spreadsheet will show and not calculate: one ' before anything that starts, after whatever cannot be seen, with
 * = + - @, tab or return (G-01). A plain negative number stays a number; +86 138… is guarded, since a spreadsheet adds it up.
 */
export function guard(cell: string): string {
  return isRisky(cell) ? `'${cell}` : cell
}

/** What `guard` was given: takes away exactly one ' before a trigger, so that export and import are an identity (G-03). */
export function unguard(cell: string): string {
  return cell.startsWith("'") && isRisky(cell.slice(1)) ? cell.slice(1) : cell
}

// Leading apostrophes count as part of the trigger: a text that already looks guarded gets one more.
function isRisky(cell: string) {
  return TRIGGER.test(cell) && !PLAIN_NEGATIVE.test(cell.replace(/^'+/, ''))
}
