import { expect, test } from 'vitest'
import { formatPhone, maskPhone, normalisePhone, phoneKind, phoneTail } from './phone.ts'

test.each([
  ['13812345678', '13812345678', 'as it is'],
  ['１３８１２３４５６７８', '13812345678', 'full width'],
  ['+86 138 1234 5678', '13812345678', 'country code'],
  ['008613812345678', '13812345678', 'dialled country code'],
  ['8613812345678', '13812345678', '13 digits'],
  ['(+86)138-1234-5678', '13812345678', 'brackets and dashes'],
  ['013812345678', '13812345678', 'trunk prefix'],
  ['13812345678.0', '13812345678', 'a number in a spreadsheet'],
  ['\u202d13812345678\u202c', '13812345678', 'invisible characters of a phone book'],
  ['010-12345678', '010-12345678', 'landline'],
  ['(010)12345678', '010-12345678', 'area in brackets'],
  ['01012345678', '010-12345678', 'three-digit area without dash'],
  ['02112345678', '021-12345678', 'a municipality without dash'],
  ['075512345678', '0755-12345678', 'four-digit area without dash'],
  ['0571 8888 9999', '0571-88889999', 'spaces'],
  ['010-1234-5678', '010-12345678', 'number in halves'],
  ['+86 10 12345678', '010-12345678', 'country code without 0'],
  ['0755-1234567-123', '0755-1234567-123', 'extension'],
  ['010－12345678转801', '010-12345678-801', 'extension in words'],
  ['400-123-4567', '4001234567', 'service number'],
  ['800 1234 567', '8001234567', 'service number in other groups'],
])('%s is %s (%s)', (text, phone) => {
  expect(normalisePhone(text)).toBe(phone)
  expect(normalisePhone(phone)).toBe(phone)
  expect(phoneKind(phone)).not.toBeNull()
})

test.each([
  '',
  '138001380',
  '1380013800a',
  '待补充',
  '12812345678',
  '138123456789',
  '13812345678/13912345678',
  '1.38E+10',
  '12345678',
  '400-123-456',
  '+1 202 555 0123',
])('%s is no phone', (text) => {
  expect(normalisePhone(text)).toBeNull()
})

test.each([
  ['13812345678', '138****5678', '5678', '138 1234 5678'],
  ['010-12345678', '010-****5678', '5678', '010-12345678'],
  ['0755-1234567-123', '0755-****4567', '4567', '0755-1234567-123'],
  ['4001234567', '400-***-4567', '4567', '400-123-4567'],
  ['', '', '', ''],
])('%s is masked as %s', (phone, masked, tail, written) => {
  expect([maskPhone(phone), phoneTail(phone), formatPhone(phone)]).toEqual([masked, tail, written])
})

test('what is no phone shows no digit', () => {
  expect(maskPhone('8621 12')).toBe('****')
})
