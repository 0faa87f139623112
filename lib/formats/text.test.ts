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
