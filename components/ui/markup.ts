import { Fragment, type ReactElement, type ReactNode } from 'react'

type Props = Record<string, unknown>
type Held = { select?: unknown }

const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr'])
const RENAMED: Record<string, string> = {
  className: 'class',
  htmlFor: 'for',
  defaultValue: 'value',
  defaultChecked: 'checked',
  textAnchor: 'text-anchor',
  dominantBaseline: 'dominant-baseline',
  strokeWidth: 'stroke-width',
  strokeLinecap: 'stroke-linecap',
  strokeLinejoin: 'stroke-linejoin',
}
const SPELLED = new Set(['viewBox', 'preserveAspectRatio'])
const SILENT = new Set(['children', 'key', 'ref'])
const ADDRESSES = new Set(['href', 'src', 'action', 'formaction'])
const ESCAPED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/**
 * The HTML of elements that need nothing of React but their shape: no hooks, no waiting, no handlers.
 * One walk, where React would write every element down three times on its way to the browser.
 */
export function markupOf(node: ReactNode): string {
  const pieces: string[] = []
  write(pieces, node, NOTHING)
  return pieces.join('')
}

const NOTHING: Held = {}
const KEPT_LETTERS = 2_500_000
const kept = new Map<string, string>()
let letters = 0

/** The same, remembered by all that it was made of; without a name it is written afresh. */
export function keptMarkup(name: string | undefined, node: ReactNode): string {
  if (!name) return markupOf(node)
  const known = kept.get(name)
  if (known !== undefined) return known
  const html = markupOf(node)
  letters += name.length + html.length
  if (letters > KEPT_LETTERS) {
    kept.clear()
    letters = name.length + html.length
  }
  kept.set(name, html)
  return html
}

// Pieces are joined once at the end: a text that grows by addition is a tree of thousands of scraps, and costs as much again to read.
function write(out: string[], node: ReactNode, held: Held): void {
  if (typeof node === 'string') out.push(escaped(node))
  else if (typeof node === 'object' && node !== null) {
    if ('$$typeof' in node) writeElement(out, node, held)
    else writeMany(out, node, held)
  } else if (typeof node === 'number' || typeof node === 'bigint') out.push(String(node))
}

function writeMany(out: string[], nodes: object, held: Held) {
  if (!(Symbol.iterator in nodes)) throw new TypeError('still markup cannot wait: a promise among its children')
  for (const node of nodes as Iterable<ReactNode>) write(out, node, held)
}

function writeElement(out: string[], element: object, held: Held) {
  const { type, props } = element as ReactElement<Props>
  if (typeof type === 'string') writeTag(out, type, props, held)
  else if (isStill(type)) out.push(keptMarkup(props.keptAs as string | undefined, props.children as ReactNode))
  else if (type === Fragment) write(out, props.children as ReactNode, held)
  else if (typeof type === 'function' && !('$$typeof' in type)) write(out, (type as (props: Props) => ReactNode)(props), held)
  else throw new TypeError('still markup takes plain components only: what needs React stands outside')
}

function writeTag(out: string[], tag: string, props: Props, held: Held) {
  if (tag === 'form' && typeof props.action === 'function') return writePosted(out, props, held)
  out.push('<', tag)
  writeAttributes(out, tag, props, held)
  out.push('>')
  if (VOID.has(tag)) return
  writeContent(out, tag, props, tag === 'select' ? { select: props.defaultValue ?? props.value } : held)
  out.push('</', tag, '>')
}

// A form that posts to a server action, as the framework reads it back.
function writePosted(out: string[], { action, ...props }: Props, held: Held) {
  const id = (action as { $$id?: string }).$$id
  if (!id) throw new TypeError('still markup posts to server actions only')
  out.push('<form')
  writeAttributes(out, 'form', { ...props, action: '', encType: 'multipart/form-data', method: 'post' }, held)
  out.push(`><input type="hidden" name="$ACTION_ID_${escaped(id)}">`)
  writeContent(out, 'form', props, held)
  out.push('</form>')
}

function writeContent(out: string[], tag: string, props: Props, held: Held) {
  // A parser drops the first line break of these.
  if (tag === 'textarea') out.push(escaped(`\n${props.defaultValue ?? props.value ?? ''}`))
  else if (props.children !== undefined) write(out, props.children as ReactNode, held)
}

function writeAttributes(out: string[], tag: string, props: Props, { select }: Held) {
  for (const name in props) {
    if (SILENT.has(name)) continue
    if ((tag === 'select' || tag === 'textarea') && (name === 'defaultValue' || name === 'value')) continue
    writeAttribute(out, name, props[name])
  }
  if (tag === 'option' && isChosen(props, select)) out.push(' selected=""')
}

function writeAttribute(out: string[], property: string, value: unknown) {
  if (value === null || value === undefined) return
  const name = nameOf(property)
  if (typeof value === 'boolean' && !(name.startsWith('data-') || name.startsWith('aria-'))) {
    if (value) out.push(' ', name, '=""')
    return
  }
  if (typeof value === 'function' || typeof value === 'object') throw new TypeError(`still markup cannot carry ${property}`)
  const text = String(value)
  if (ADDRESSES.has(name) && isScript(text)) throw new TypeError(`no script may stand in ${property}`)
  out.push(' ', name, '="', escaped(text), '"')
}

// A still part within a still part is just a part of it.
const isStill = (type: unknown) => typeof type === 'function' && 'isStill' in type

const named = new Map<string, string>()

function nameOf(property: string): string {
  const known = named.get(property)
  if (known) return known
  const name = RENAMED[property] ?? (SPELLED.has(property) || property.includes('-') ? property : property.toLowerCase())
  named.set(property, name)
  return name
}

function isChosen({ value, children }: Props, select: unknown) {
  if (select === undefined || select === null) return false
  const own = String(value ?? children)
  return Array.isArray(select) ? select.some((one) => String(one) === own) : String(select) === own
}

// Browsers skip blanks and control characters before and within a scheme.
const isScript = (address: string) => /^[\s\p{Cc}]*j[\s\p{Cc}]*a[\s\p{Cc}]*v[\s\p{Cc}]*a[\s\p{Cc}]*s[\s\p{Cc}]*c/iu.test(address)

const escaped = (text: string) => (/[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (mark) => ESCAPED[mark]!) : text)
