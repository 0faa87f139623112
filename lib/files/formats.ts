import { isOffice, type Office } from './office.ts'

/** The beginning of a file that its kind is told by: 4 KB are plenty. */
export const HEAD_BYTES = 4096

type Format = { type: string; shown?: true; fits: (head: Buffer, whole: Whole) => boolean }
/** What can be learned of the whole file: whether bytes of it were 0, and its end by a window from behind. */
export type Whole = { zeros: boolean; tail: Buffer; size: number }

const starts =
  (...marks: string[]) =>
  (head: Buffer) =>
    marks.some((mark) => head.subarray(0, mark.length).equals(Buffer.from(mark, 'latin1')))
const has = (mark: string, at: number) => (head: Buffer) => head.toString('latin1', at, at + mark.length) === mark
const ole = starts('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')
const brand =
  (...brands: string[]) =>
  (head: Buffer) =>
    has('ftyp', 4)(head) && brands.includes(head.toString('latin1', 8, 12))
const office = (what: Office) => (head: Buffer, whole: Whole) => starts('PK\x03\x04')(head) && isOffice(whole, what)
const mpeg = (head: Buffer) => starts('ID3')(head) || (head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2)

const OOXML = 'application/vnd.openxmlformats-officedocument'

// All that may come in, by extension: what it is sent as, whether a browser may show it, and how its bytes must look (F-01, F-12).
const formats: Record<string, Format> = {
  pdf: { type: 'application/pdf', shown: true, fits: starts('%PDF-', '\xef\xbb\xbf%PDF-') },
  png: { type: 'image/png', shown: true, fits: starts('\x89PNG\r\n\x1a\n') },
  jpg: { type: 'image/jpeg', shown: true, fits: starts('\xff\xd8\xff') },
  webp: { type: 'image/webp', shown: true, fits: (head) => has('RIFF', 0)(head) && has('WEBP', 8)(head) },
  heic: { type: 'image/heic', fits: brand('heic', 'heix', 'heim', 'heis', 'hevc', 'mif1', 'msf1') },
  docx: { type: `${OOXML}.wordprocessingml.document`, fits: office('word') },
  xlsx: { type: `${OOXML}.spreadsheetml.sheet`, fits: office('xl') },
  pptx: { type: `${OOXML}.presentationml.presentation`, fits: office('ppt') },
  doc: { type: 'application/msword', fits: ole },
  xls: { type: 'application/vnd.ms-excel', fits: ole },
  ppt: { type: 'application/vnd.ms-powerpoint', fits: ole },
  txt: { type: 'text/plain; charset=utf-8', fits: isText },
  csv: { type: 'text/csv; charset=utf-8', fits: isText },
  mp3: { type: 'audio/mpeg', fits: mpeg },
  m4a: { type: 'audio/mp4', fits: brand('M4A ', 'M4B ', 'mp42', 'mp41', 'isom', 'iso2', '3gp4', '3gp5') },
  wav: { type: 'audio/wav', fits: (head) => has('RIFF', 0)(head) && has('WAVE', 8)(head) },
  amr: { type: 'audio/amr', fits: starts('#!AMR') },
}
const spellings: Record<string, string> = { jpeg: 'jpg', heif: 'heic' }

/** For the `accept` of a file field. */
export const accepted = [...Object.keys(formats), ...Object.keys(spellings)].map((extension) => `.${extension}`).join(',')

/** The extension a name ends with, in one spelling; undefined for what never comes in. */
export function extensionOf(name: string): string | undefined {
  const [, typed] = /\.([A-Za-z0-9]{1,5})$/.exec(name.trim()) ?? []
  const extension = typed && (spellings[typed.toLowerCase()] ?? typed.toLowerCase())
  return extension && Object.hasOwn(formats, extension) ? extension : undefined
}

/** Whether the bytes are what the extension says. */
export const isWhatItSays = (extension: string, head: Buffer, whole: Whole) => formats[extension]?.fits(head, whole) ?? false

/** What a file is sent as: by our own table, never by what the sender said. */
export const mediaTypeOf = (extension: string) => formats[extension]?.type ?? 'application/octet-stream'

/** Whether a browser may show it in place (F-12). */
export const isShown = (extension: string) => formats[extension]?.shown === true

// Text has no zero bytes but in UTF-16 with its mark, and is no markup that a browser would run.
function isText(head: Buffer, { zeros }: Whole) {
  const wide = starts('\xff\xfe', '\xfe\xff')(head)
  return (wide || !zeros) && !/^[\s\ufeff\0]*<\s*(!doctype|html|svg|\?xml|script|body|head|iframe)/i.test(wordsOf(head, wide))
}

const wordsOf = (head: Buffer, wide: boolean) => (wide ? head.toString('latin1').replace(/[\0\xff\xfe]/g, '') : head.toString('utf8'))
