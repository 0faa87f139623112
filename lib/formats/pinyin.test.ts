import { expect, test } from 'vitest'
import { pinyinOf, sortKey } from './pinyin.ts'

test.each([
  ['北京移动', 'bei jing yi dong', 'bjyd'],
  ['重庆银行', 'chong qing yin hang', 'cqyh'],
  ['绿地（集团）', 'lv di ji tuan', 'ldjt'],
  ['58同城', '58 tong cheng', '58tc'],
  ['ＳＡＰ中国', 'sap zhong guo', 'szg'],
  ['', '', ''],
])('%s reads %s, %s', (text, full, initials) => {
  expect(pinyinOf(text)).toEqual({ full, initials })
})

test('a surname is read as a surname', () => {
  expect(['单雄信', '仇英', '曾国藩'].map((name) => pinyinOf(name, { surname: true }).initials)).toEqual(['sxx', 'qy', 'zgf'])
})

test('names sort by reading, equal readings by character', () => {
  const names = ['张三', '重庆', '李四', '里斯', '阿里']
  expect(names.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))).toEqual(['阿里', '重庆', '李四', '里斯', '张三'])
})
