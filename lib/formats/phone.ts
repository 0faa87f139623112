export type PhoneKind = 'mobile' | 'landline' | 'service'

/** No number is longer, with whatever is written around it; longer texts are not looked at. */
const LONGEST = 60

const MOBILE = /^1[3-9]\d{9}$/
const LANDLINE = /^(0\d{2,3})-?(\d{7,8})(?:-(\d{1,6}))?$/
const SPLIT_LOCAL = /^(0\d{2,3})-?(\d{3,4})-(\d{4})(?:-(\d{1,6}))?$/
const SERVICE = /^[48]00\d{7}$/
const AREA = /^(010|02\d|0[3-9]\d{2})(\d{7,8})$/

/** The canonical number, or null where none of the three patterns fits (5.9): `13812345678`, `010-12345678[-ext]`, `4001234567`; null above 60 characters. */
export function normalisePhone(text: string): string | null {
  if (text.length > LONGEST) return null
  const { number, foreign } = withoutCountry(plain(text))
  const digits = number.replaceAll('-', '')
  if (MOBILE.test(digits)) return digits
  if (SERVICE.test(digits)) return digits
  if (/^01[3-9]\d{9}$/.test(digits)) return digits.slice(1) // a mobile dialled as a trunk call
  return landline(number) ?? (foreign ? landline(`0${number}`) : null)
}

/** Which of the three patterns a canonical number has; null for anything else. */
export function phoneKind(phone: string): PhoneKind | null {
  if (MOBILE.test(phone)) return 'mobile'
  if (SERVICE.test(phone)) return 'service'
  return LANDLINE.test(phone) ? 'landline' : null
}

/** For the screen of those who may not see the number: `138****5678`, `010-****5678`, `400-***-4567` (I-01). */
export function maskPhone(phone: string): string {
  const kind = phoneKind(phone)
  if (kind === 'mobile') return `${phone.slice(0, 3)}****${phone.slice(-4)}`
  if (kind === 'service') return `${phone.slice(0, 3)}-***-${phone.slice(-4)}`
  if (kind === 'landline') return `${phone.split('-')[0]}-****${phoneTail(phone)}`
  return phone === '' ? '' : '****'
}

/** The last `count` digits of the subscriber's number; an extension does not count. */
export function phoneTail(phone: string, count = 4): string {
  return subscriber(phone).slice(-count)
}

/** For reading: `138 1234 5678`, `400-123-4567`; a landline stays as it is. */
export function formatPhone(phone: string): string {
  const kind = phoneKind(phone)
  if (kind === 'mobile') return `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`
  return kind === 'service' ? `${phone.slice(0, 3)}-${phone.slice(3, 6)}-${phone.slice(6)}` : phone
}

function subscriber(phone: string) {
  const [, area, local] = LANDLINE.exec(phone) ?? []
  return area ? `${area}${local}` : phone.replace(/\D/g, '')
}

function plain(text: string) {
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/\s?(?:转|分机|ext\.?|#|x)\s?(?=\d{1,6}\s?$)/i, '-')
    .replace(/(?<=\d)\.0+$/, '') // a number that a spreadsheet took for a decimal
    .replace(/[()[\]{}]/g, '-')
    .replace(/[\u2010-\u2015\u2212\u30fc~_]/g, '-')
    .replace(/[\s.·]+/g, '')
    .replace(/-{2,}/g, '-')
    .replace(/^-|-$/g, '')
}

function withoutCountry(text: string) {
  const short = text.replace(/^(?:\+-?86|0086|86(?=-))-?/, '')
  if (short !== text) return { number: short, foreign: true }
  return /^86\d{11}$/.test(text) ? { number: text.slice(2), foreign: true } : { number: text, foreign: false }
}

function landline(text: string): string | null {
  const [, area, local, extension] = LANDLINE.exec(text) ?? joined(SPLIT_LOCAL.exec(text)) ?? []
  if (!area || !local) return null
  const [, code, rest] = AREA.exec(area + local) ?? [text, area, local]
  return [code, rest, extension].filter(Boolean).join('-')
}

function joined(match: RegExpExecArray | null) {
  return match && [match[0], match[1], `${match[2]}${match[3]}`, match[4]]
}
