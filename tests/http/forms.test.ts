import { expect, test } from 'vitest'
import { filled, formsOf, multipart } from './forms.ts'
import { cookieJar } from './jar.ts'

const page = `<form id="find" action="/customers"><input name="q" value="a&amp;b"/></form>
<form id="edit" action="" method="POST" encType="multipart/form-data">
  <input type="hidden" name="$ACTION_REF_1"/><input type="hidden" name="$ACTION_1:0" value="{&quot;id&quot;:&quot;40ab&quot;}"/>
  <input name="name" value="&lt;&#x82cf;&#24030;&gt;"/>
  <input type="checkbox" name="vip" checked=""/><input type="checkbox" name="late"/>
  <input type="radio" name="type" value="company"/><input type="radio" name="type" value="person" checked=""/>
  <select name="level"><option value="">全部</option><option value="vip" selected="">VIP</option></select>
  <select name="source"><option>展会推广</option><option>转介绍</option></select>
  <textarea name="note">
一行 &gt; 二行</textarea>
  <input name="locked" value="x" disabled=""/><input type="file" name="sheet"/>
  <button type="submit" name="then" value="next">保存并<b>继续</b></button><button type="button" name="no">取消</button>
</form>
<input type="checkbox" name="ids" value="7" form="edit" checked=""/>`

test('a form is read as a browser would send it, hidden fields and all', () => {
  const [find, edit] = formsOf(page)
  expect(find).toEqual({ id: 'find', action: '/customers', method: 'get', entries: [['q', 'a&b']], buttons: [] })
  expect(edit!.method).toBe('post')
  expect(edit!.entries).toEqual([
    ['$ACTION_REF_1', ''],
    ['$ACTION_1:0', '{"id":"40ab"}'],
    ['name', '<苏州>'],
    ['vip', 'on'],
    ['type', 'person'],
    ['level', 'vip'],
    ['source', '展会推广'],
    ['note', '一行 > 二行'],
    ['ids', '7'],
  ])
  expect(edit!.buttons).toEqual([{ name: 'then', value: 'next', text: '保存并继续' }])
})

test('filling in replaces what stands there, adds what does not, and leaves out what is undefined', () => {
  const form = {
    id: '',
    action: '',
    method: 'post' as const,
    entries: [
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
    ] as [string, string][],
    buttons: [],
  }
  expect(filled(form, { b: 'two', c: undefined, d: ['x', 'y'] })).toEqual([
    ['a', '1'],
    ['b', 'two'],
    ['d', 'x'],
    ['d', 'y'],
  ])
})

test('what is posted is what multipart readers read', async () => {
  const { type, body } = multipart([
    ['名称', '苏州"一"\r\n二'],
    ['empty', ''],
    ['say "x"', 'q'],
  ])
  const read = await new Response(body, { headers: { 'content-type': type } }).formData()
  expect([...read]).toEqual([
    ['名称', '苏州"一"\r\n二'],
    ['empty', ''],
    ['say "x"', 'q'],
  ])
})

test('cookies are kept until they are taken back', () => {
  const jar = cookieJar()
  jar.take(['kehu-session=abc=; Path=/; HttpOnly', 'kehu-device=d1; Max-Age=100'])
  expect(jar.header()).toBe('kehu-session=abc=; kehu-device=d1')
  jar.take(['kehu-session=; Path=/; Max-Age=0'])
  expect(jar.header()).toBe('kehu-device=d1')
})
