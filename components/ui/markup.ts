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
export function markupOf(node: ReactNode, held: Held = {}): string {
  if (typeof node === 'string') return escaped(node)
  if (typeof node === 'object' && node !== null) return '$$typeof' in node ? markupOfElement(node, held) : markupOfMany(node, held)
  return typeof node === 'number' || typeof node === 'bigint' ? String(node) : ''
}

const KEPT_LETTERS = 2_000_000
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

function markupOfMany(nodes: object, held: Held): string {
  if (!(Symbol.iterator in nodes)) throw new TypeError('still markup cannot wait: a promise among its children')
  let html = ''
  for (const node of nodes as Iterable<ReactNode>) html += markupOf(node, held)
  return html
}

function markupOfElement(element: object, held: Held): string {
  const { type, props } = element as ReactElement<Props>
  if (typeof type === 'string') return tagged(type, props, held)
  if (isStill(type)) return keptMarkup(props.keptAs as string | undefined, props.children as ReactNode)
  if (type === Fragment) return markupOf(props.children as ReactNode, held)
  if (typeof type === 'function' && !('$$typeof' in type)) return markupOf((type as (props: Props) => ReactNode)(props), held)
  throw new TypeError('still markup takes plain components only: what needs React stands outside')
}

function tagged(tag: string, props: Props, held: Held): string {
  if (tag === 'form' && typeof props.action === 'function') return posted(props, held)
  const open = `<${tag}${attributesOf(tag, props, held)}>`
  if (VOID.has(tag)) return open
  const inside = tag === 'select' ? { select: props.defaultValue ?? props.value } : held
  return `${open}${contentOf(tag, props, inside)}</${tag}>`
}

// A form that posts to a server action, as the framework reads it back.
function posted({ action, ...props }: Props, held: Held): string {
  const id = (action as { $$id?: string }).$$id
  if (!id) throw new TypeError('still markup posts to server actions only')
  const attributes = attributesOf('form', { ...props, action: '', encType: 'multipart/form-data', method: 'post' }, held)
  return `<form${attributes}><input type="hidden" name="$ACTION_ID_${escaped(id)}">${contentOf('form', props, held)}</form>`
}

function contentOf(tag: string, props: Props, held: Held): string {
  // A parser drops the first line break of these.
  if (tag === 'textarea') return escaped(`\n${props.defaultValue ?? props.value ?? ''}`)
  return props.children === undefined ? '' : markupOf(props.children as ReactNode, held)
}

function attributesOf(tag: string, props: Props, { select }: Held): string {
  let text = ''
  for (const name in props) {
    if (SILENT.has(name)) continue
    if ((tag === 'select' || tag === 'textarea') && (name === 'defaultValue' || name === 'value')) continue
    text += attribute(name, props[name])
  }
  return tag === 'option' && isChosen(props, select) ? `${text} selected=""` : text
}

function attribute(property: string, value: unknown): string {
  const name = nameOf(property)
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean' && !(name.startsWith('data-') || name.startsWith('aria-'))) return value ? ` ${name}=""` : ''
  if (typeof value === 'function' || typeof value === 'object') throw new TypeError(`still markup cannot carry ${property}`)
  const text = String(value)
  if (ADDRESSES.has(name) && isScript(text)) throw new TypeError(`no script may stand in ${property}`)
  return ` ${name}="${escaped(text)}"`
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
