import { decoded, type Tag, tagsOf } from './html.ts'

export type Entry = [name: string, value: string]
/** A form as a page holds it: where it goes and what it would send untouched. */
export type PageForm = {
  id: string
  action: string
  method: 'get' | 'post'
  entries: Entry[]
  buttons: { name: string; value: string; text: string }[]
}

const CONTROLS = new Set(['input', 'select', 'textarea', 'button'])
const TICKED = new Set(['checkbox', 'radio'])
const NEVER_SENT = new Set(['submit', 'button', 'reset', 'image', 'file'])

/** All forms of a page, controls that name a form by its id included. */
export function formsOf(html: string): PageForm[] {
  const tags = tagsOf(html)
  const starts = tags.filter(({ name }) => name === 'form')
  const spans = starts.map((tag) => ({ tag, to: endOf(html, tag, 'form') }))
  return spans.map(({ tag, to }) => {
    const { id = '', action = '', method = 'get' } = tag.attributes
    const own = tags.filter(
      (one) =>
        CONTROLS.has(one.name) &&
        (one.attributes.form === undefined ? one.at > tag.at && one.at < to : id !== '' && one.attributes.form === id),
    )
    return {
      id,
      action,
      method: method.toLowerCase() === 'post' ? 'post' : 'get',
      entries: own.flatMap((control) => entriesOf(html, control, tags)),
      buttons: own.flatMap((control) =>
        control.name === 'button' && (control.attributes.type ?? 'submit') === 'submit' ? [buttonOf(html, control)] : [],
      ),
    }
  })
}

/** What a form sends when some fields are filled in: named ones replaced, unknown ones added, `undefined` left out. */
export function filled({ entries }: PageForm, values: Record<string, string | string[] | undefined>): Entry[] {
  const kept = entries.filter(([name]) => !Object.hasOwn(values, name))
  return [...kept, ...Object.entries(values).flatMap(([name, value]) => [value ?? []].flat().map((one): Entry => [name, one]))]
}

/** As multipart/form-data: body and content type. */
export function multipart(entries: Entry[]) {
  const boundary = `----form${Math.random().toString(36).slice(2)}`
  const parts = entries.map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name.replaceAll('"', '%22')}"\r\n\r\n${value}\r\n`,
  )
  return { type: `multipart/form-data; boundary=${boundary}`, body: Buffer.from(`${parts.join('')}--${boundary}--\r\n`) }
}

/** The same with a file in one field. */
export function multipartWithFile(entries: Entry[], file: { field: string; name: string; type: string; bytes: Buffer }) {
  const { type, body } = multipart(entries)
  const boundary = type.split('boundary=')[1]!
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${file.field}"; filename="${file.name}"\r\nContent-Type: ${file.type}\r\n\r\n`
  return { type, body: Buffer.concat([Buffer.from(head), file.bytes, Buffer.from('\r\n'), body]) }
}

function entriesOf(html: string, control: Tag, tags: Tag[]): Entry[] {
  const { name, type = 'text', value, checked, disabled } = control.attributes
  if (!name || disabled !== undefined || control.name === 'button') return []
  if (control.name === 'select') return chosenOf(html, control, tags).map((one): Entry => [name, one])
  // A line break right after the start tag is markup, not text.
  if (control.name === 'textarea') return [[name, decoded(html.slice(control.end, endOf(html, control, 'textarea')).replace(/^\n/, ''))]]
  if (NEVER_SENT.has(type) || (TICKED.has(type) && checked === undefined)) return []
  return [[name, value ?? (TICKED.has(type) ? 'on' : '')]]
}

function chosenOf(html: string, select: Tag, tags: Tag[]): string[] {
  const to = endOf(html, select, 'select')
  const options = tags.filter((tag) => tag.name === 'option' && tag.at > select.at && tag.at < to)
  const chosen = options.filter(({ attributes }) => attributes.selected !== undefined)
  const sent = chosen.length > 0 || select.attributes.multiple !== undefined ? chosen : options.slice(0, 1)
  return sent.map((option) => option.attributes.value ?? textBetween(html, option.end, endOf(html, option, 'option')))
}

function buttonOf(html: string, button: Tag) {
  const { name = '', value = '' } = button.attributes
  return { name, value, text: textBetween(html, button.end, endOf(html, button, 'button')) }
}

const textBetween = (html: string, from: number, to: number) => decoded(html.slice(from, to).replace(/<[^>]*>/g, '')).trim()

function endOf(html: string, tag: Tag, name: string) {
  const end = html.indexOf(`</${name}`, tag.end)
  return end < 0 ? html.length : end
}
