import { createElement, Fragment, type ReactElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { type Column, DataTable } from './data-table.tsx'
import { LookAtLists } from './look-book-lists.tsx'
import { LookAtParts } from './look-book-parts.tsx'
import { LookAtRecords, LookAtStories } from './look-book-records.tsx'
import { keptMarkup, markupOf } from './markup.ts'

const h = createElement
// Spelling that HTML does not tell apart.
const plain = (html: string) =>
  html
    .replace(/<\/?[^>]+>/g, (tag) => tag.replace(/ ([a-zA-Z-]+)=/g, (_, name) => ` ${name.toLowerCase()}=`).replace(/\/>$/, '>'))
    .replaceAll('&#x27;', "'")
    .replace(/<textarea([^>]*)>\n/g, '<textarea$1>')
const sorted = (html: string) =>
  html.replace(
    /<([a-z0-9]+)((?: [a-z0-9:-]+="[^"]*")+)>/g,
    (_, tag, all: string) => `<${tag} ${(all.match(/[a-z0-9:-]+="[^"]*"/g) ?? []).sort().join(' ')}>`,
  )
const same = (node: ReactNode) => expect(sorted(plain(markupOf(node)))).toBe(sorted(plain(renderToStaticMarkup(node))))

describe('still markup says what React says', () => {
  test.each([
    ['parts', h(LookAtParts)],
    ['lists', h(LookAtLists)],
    ['records', h(LookAtRecords)],
    ['stories', h(LookAtStories)],
  ])('of the look book’s %s', (_, node) => same(node))

  test.each<[string, ReactNode]>([
    ['text that looks like markup', h('p', { title: '"<b>&' }, '<script>alert(1)</script> & "quoted"')],
    ['numbers, nothing and lists', h('p', null, 0, null, false, true, undefined, [1, ['a', h('b', { key: 1 }, 'c')]])],
    ['fragments', h(Fragment, null, 'a', h('i', null, 'b'))],
    ['flags', h('input', { disabled: true, readOnly: false, required: true, 'aria-invalid': false, 'data-x': true, hidden: undefined })],
    ['chosen options', h('select', { defaultValue: 'b' }, h('option', { value: 'a' }, 'A'), h('option', { value: 'b' }, 'B'))],
    [
      'several chosen',
      h(
        'select',
        { multiple: true, defaultValue: ['1', '2'] },
        h('option', { value: 1 }, '1'),
        h('option', { value: 3 }, '3'),
        h('option', null, '2'),
      ),
    ],
    [
      'what was typed',
      h(
        'div',
        null,
        h('input', { defaultValue: 'x"y' }),
        h('textarea', { defaultValue: '\n<a>' }),
        h('input', { type: 'checkbox', defaultChecked: true }),
      ),
    ],
    ['drawings', h('svg', { viewBox: '0 0 1 1', 'aria-hidden': true }, h('path', { d: 'M0 0', strokeWidth: 2, strokeLinecap: 'round' }))],
    ['words in drawings', h('text', { x: 1, textAnchor: 'end', dominantBaseline: 'middle' }, '12')],
    ['spelled attributes', h('label', { htmlFor: 'a', className: 'b' }, h('td', { colSpan: 2, tabIndex: -1, dateTime: 'x' }))],
  ])('of %s', (_, node) => same(node))
})

describe('still markup refuses', () => {
  test.each<[string, ReactNode]>([
    ['handlers', h('button', { onClick: () => {} })],
    ['styles', h('p', { style: { color: 'red' } })],
    ['scripts as addresses', h('a', { href: ' java\nscript:alert(1)' })],
    ['scripts as targets', h('form', { action: 'JavaScript:alert(1)' })],
    ['promises', Promise.resolve('late')],
    ['forms that post to no action of the server', h('form', { action: () => {} })],
    ['components of the framework’s other side', h(Object.assign(() => null, { $$typeof: Symbol.for('react.client.reference') }))],
  ])('%s', (_, node) => expect(() => markupOf(node)).toThrow())
})

test('a form posts to its action by the name the framework gave it', () => {
  const action = Object.assign(() => {}, { $$id: '40aa' })
  expect(markupOf(h('form', { action, className: 'act' }, 'x'))).toBe(
    '<form class="act" action="" enctype="multipart/form-data" method="post"><input type="hidden" name="$ACTION_ID_40aa">x</form>',
  )
})

test('what is kept is written once for each name', () => {
  expect([keptMarkup('one', 'a'), keptMarkup('one', 'b'), keptMarkup('two', 'c')]).toEqual(['a', 'a', 'c'])
  expect([keptMarkup(undefined, 'd'), keptMarkup(undefined, 'e')]).toEqual(['d', 'e'])
})

describe('a table', () => {
  type Given = { columns?: Column[]; deed?: ReactElement; bulk?: string }
  const table = (name: string, { columns = [], deed, bulk }: Given = {}) =>
    markupOf(
      h(DataTable, {
        columns: [{ key: 'name', label: '名称' }, ...columns],
        rows: [{ id: 1, cells: { name, deed } }],
        empty: { title: '', text: '' },
        bulk,
      }),
    )

  test('is written anew when anything of it is another', () => {
    expect(table('甲')).toContain('甲')
    expect(table('乙')).toContain('乙')
    expect(table('甲', { bulk: 'b' })).toContain('name="ids"')
    expect(table('甲')).not.toContain('name="ids"')
  })

  test('is written anew when the table around it is another', () => {
    const around = (more: object) =>
      markupOf(
        h(DataTable, {
          columns: [{ key: 'name', label: '名称', sort: true }],
          rows: [{ id: 1, cells: { name: '甲' } }],
          empty: { title: '', text: '' },
          place: { path: '/x', query: {} },
          ...more,
        }),
      )
    const all = [
      {},
      { caption: '客户' },
      { place: { path: '/y', query: {} } },
      { sort: { key: 'name', dir: 'asc' } },
      { totals: { name: 1 } },
      { totals: { name: 2 } },
      { totals: { name: h('b', null, '一') } },
      { totals: { name: h('b', null, '二') } },
      { dense: true },
    ]
    expect(new Set(all.map(around)).size).toBe(all.length)
  })

  test('is never kept where an element stands in it', () => {
    const columns = [{ key: 'deed', label: '' }]
    const deed = (say: () => string) => h(() => h('b', null, say()))
    expect(table('甲', { columns, deed: deed(() => '一') })).toContain('一')
    expect(table('甲', { columns, deed: deed(() => '二') })).toContain('二')
  })
})
