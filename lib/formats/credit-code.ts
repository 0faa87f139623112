const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** 统一社会信用代码 in capitals, without spaces and in one width; the check digit is `isCreditCode`'s business. */
export function normaliseCreditCode(text: string): string {
  return text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
}

/** 18 characters of the alphabet without I, O, S, V, Z whose last is the check digit of the others (GB 32100-2015). */
export function isCreditCode(code: string): boolean {
  return /^[0-9A-HJ-NP-RTUW-Y]{18}$/.test(code) && checkDigit(code) === code[17]
}

function checkDigit(code: string) {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * ALPHABET.indexOf(code[at] ?? ''), 0)
  return ALPHABET[(31 - (sum % 31)) % 31]
}
