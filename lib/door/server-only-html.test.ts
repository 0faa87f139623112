import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isUnfinished, serverOnly, withParts } from './server-only-html.ts'

const strip = (html: string) => serverOnly(Buffer.from(html)).toString('utf8')
// As React writes text and attributes.
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#x27;')
// As Next writes a string into its inline scripts.
const inScript = (text: string) => JSON.stringify(text).replaceAll('&', '\\u0026').replaceAll('<', '\\u003c').replaceAll('>', '\\u003e')

const hostile = [
  '</script>',
  '<script>alert(1)</script>',
  '<script data-ours',
  '</SCRIPT >',
  ' data-ours',
  '<link as="script">',
  '<!--',
  '-->',
  '<html id="__next_error__"',
  '中文𠮷',
  '"\'&<>',
]
const person = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...hostile), { maxLength: 4 }).map((parts) => parts.join('')),
)
const theirs = person.map((text) => `<script id="_R_">self.__next_f.push([1,${inScript(text)}])</script>`)
const preload = fc.constantFrom(
  '<link rel="preload" href="/_next/a.js" as="script" fetchPriority="low"/>',
  '<link rel="modulepreload" href="/x.js"/>',
  '<script src="/_next/b.js" async=""></script>',
  '<script noModule="" src="/p.js"></script>',
  '<script src="/q.js" data-nscript="" async=""></script>',
)
const ours = fc.constantFrom(
  '<script src="/kehu.js" data-ours="" defer=""></script>',
  '<link rel="stylesheet" href="/_next/c.css" data-precedence="next"/>',
  '<link rel="icon" href="/icon.svg"/>',
)
const text = person.map((said) => `<p title="${escaped(said)}">${escaped(said)}</p>`)

test('takes out every script of the framework and nothing else, whatever people wrote', () => {
  const piece = fc.oneof(
    theirs.map((html) => ({ html, stays: false })),
    preload.map((html) => ({ html, stays: false })),
    ours.map((html) => ({ html, stays: true })),
    text.map((html) => ({ html, stays: true })),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const kept = pieces.filter((one) => one.stays)
      expect(strip(pieces.map((one) => one.html).join(''))).toBe(Buffer.from(kept.map((one) => one.html).join('')).toString('utf8'))
    }),
  )
})

test('what a person wrote never makes a page look unfinished', () => {
  fc.assert(fc.property(text, (html) => !isUnfinished(Buffer.from(html))))
})

test('knows the page that the framework left unfinished', () => {
  expect(isUnfinished(Buffer.from('<!DOCTYPE html><html id="__next_error__"><head></head><body></body></html>'))).toBe(true)
})

test('a script that never ends takes the rest with it', () => {
  expect(strip('<p>a</p><script>self.x=1')).toBe('<p>a</p>')
})

describe('parts written apart', () => {
  const page = (html: string, ...parts: string[]) => withParts(Buffer.from(html), parts).toString()

  test('stand where their marks stood, whatever the script', () =>
    expect(page('<p>前</p><template data-part="1"></template>·<template data-part="0"></template>后', '<b>零</b>', '<i>𠮷</i>')).toBe(
      '<p>前</p><i>𠮷</i>·<b>零</b>后',
    ))
  test('are not looked through for marks, and a dollar is a dollar', () =>
    expect(page('<template data-part="0"></template>', '$& <template data-part="0"></template>')).toBe(
      '$& <template data-part="0"></template>',
    ))
  test('a mark without a part leaves nothing behind', () => expect(page('a<template data-part="7"></template>b', 'x')).toBe('ab'))
  test('a page without parts passes as it came', () =>
    expect(page('<template data-part="0"></template>')).toBe('<template data-part="0"></template>'))
})
