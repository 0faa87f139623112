import { expect, test } from 'vitest'
import { comparableName, isSimilarName, normaliseName } from './text.ts'

test.each([
  [' 西安瑞丰（集团）有限公司　', '西安瑞丰(集团)有限公司'],
  ['ＡＢＣ  科技', 'ABC 科技'],
  ['\ufeff张\u200b伟', '张伟'],
  ['　', ''],
])('%j is stored as %j', (text, name) => {
  expect(normaliseName(text)).toBe(name)
})

test.each([
  ['浙江省杭州市安捷科技（集团）股份有限公司', '安捷科技'],
  ['安捷科技有限公司', '安捷科技'],
  ['安捷·科技(上海)有限公司', '安捷科技'],
  ['重慶長安汽車', '长安汽车'],
  ['永辉超市股份有限公司', '永辉超市'],
  ['北京市', '北京市'],
  ['慈溪市海右食品有限公司', '海右食品'],
])('%s is compared as %s', (name, core) => {
  expect(comparableName(name)).toBe(core)
})

test.each([
  ['上海恒屹精密机械有限公司', '恒屹精密机械', true],
  ['上海恒屹精密机械有限公司', '上海恒屹精密机戒有限公司', true],
  ['上海恒屹精密机械有限公司', '北京恒屹精密机械有限公司', false],
  ['上海恒屹精密机械有限公司', '上海蓝澜电子科技有限公司', false],
  ['张伟', '张韦', false],
  ['', '', false],
])('%s and %s are similar: %s', (one, other, isSimilar) => {
  expect(isSimilarName(one, other)).toBe(isSimilar)
  expect(isSimilarName(other, one)).toBe(isSimilar)
})

test.each([
  ['\u0000', ''],
  ['\u3164\u115f\u1160\uffa0\ufe0f\u2800', ''],
  ['\ue000\u{f0000}\u00ad\u{e0041}', ''],
  ['\ud800', ''],
  ['张\u0007\ufeff伟\ufe0f', '张伟'],
  ['Li\tMei\r\nHua', 'Li Mei Hua'],
  ['𠮷野', '𠮷野'],
])('of %j only %j can be seen', (text, name) => {
  expect(normaliseName(text)).toBe(name)
})
