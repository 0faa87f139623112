import { expect, test } from 'vitest'
import { decode } from './encoding.ts'

const TEXT = '客户名称,电话\r\n上海恒屹,13812345678\r\n'
const utf8 = Buffer.from(TEXT)
const utf16le = Buffer.from(TEXT, 'utf16le')
const utf16be = Buffer.from(utf16le).swap16()
// 客户名称,电话 张三
const gbk = Buffer.from('bfcdbba7c3fbb3c62cb5e7bbb00ad5c5c8fd', 'hex')

test.each([
  ['UTF-8', utf8, 'utf-8'],
  ['UTF-8 with mark', Buffer.concat([Buffer.from('efbbbf', 'hex'), utf8]), 'utf-8'],
  ['UTF-16 LE with mark', Buffer.concat([Buffer.from('fffe', 'hex'), utf16le]), 'utf-16le'],
  ['UTF-16 BE with mark', Buffer.concat([Buffer.from('feff', 'hex'), utf16be]), 'utf-16be'],
  ['UTF-16 LE', utf16le, 'utf-16le'],
  ['UTF-16 BE', utf16be, 'utf-16be'],
])('%s is known', (_, bytes, encoding) => {
  expect(decode(bytes)).toEqual({ text: TEXT, encoding, damaged: 0 })
})

test('what is not UTF-8 is GB18030, four-byte characters included (G-04)', () => {
  expect(decode(gbk)).toEqual({ text: '客户名称,电话\n张三', encoding: 'gb18030', damaged: 0 })
  expect(decode(Buffer.concat([gbk, Buffer.from('9534b235', 'hex')])).text.endsWith('𠮷')).toBe(true)
})

test('UTF-8 that was cut short stays UTF-8 and tells the damage', () => {
  const { encoding, damaged, text } = decode(Buffer.concat([utf8, utf8, utf8]).subarray(0, -16))
  expect([encoding, damaged, text.slice(0, 4)]).toEqual(['utf-8', 1, '客户名称'])
})
