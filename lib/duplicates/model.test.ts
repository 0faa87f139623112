import { afterEach, expect, test, vi } from 'vitest'
import { comparableName } from '../formats/text.ts'
import { isAlike, starredName } from './model.ts'
import { customerIdOf, tokenFor } from './token.ts'

afterEach(() => void vi.useRealTimers())

test.each([
  ['苏州蓝澜精密机械有限公司', '蓝澜精密机械'],
  ['苏州市蓝澜精密机械有限公司', '蓝澜精密机械'],
  ['江苏省苏州市蓝澜精密机械有限责任公司', '蓝澜精密机械'],
  ['江苏蓝澜精密机械股份有限公司', '蓝澜精密机械'],
  ['苏州市吴中区蓝澜精密机械有限公司', '蓝澜精密机械'],
  ['苏州工业园区蓝澜精密机械有限公司', '蓝澜精密机械'],
  ['中国蓝澜精密机械集团', '中国蓝澜精密机械'],
  ['蓝澜精密机械（苏州）有限公司', '蓝澜精密机械'],
  ['蓝澜精密机械(苏州)有限公司', '蓝澜精密机械'],
  ['蓝澜精密机械【苏州】有限公司', '蓝澜精密机械'],
  ['蓝澜精密机械（集团）股份有限公司', '蓝澜精密机械'],
  ['蓝澜精密机械集团有限公司', '蓝澜精密机械'],
  ['蓝澜精密机械控股集团', '蓝澜精密机械'],
  ['蓝澜精密机械总公司', '蓝澜精密机械'],
  ['蓝澜精密机械个体工商户', '蓝澜精密机械'],
  ['蓝澜设计工作室', '蓝澜设计'],
  ['蓝澜投资合伙企业（有限合伙）', '蓝澜投资合伙企业'],
  ['蓝澜·精密机械 有限公司', '蓝澜精密机械'],
  ['蓝澜、精密-机械有限公司。', '蓝澜精密机械'],
  ['　蓝澜　精密机械　', '蓝澜精密机械'],
  ['藍瀾精密機械有限公司', '蓝澜精密机械'],
  ['東方國際貿易有限公司', '东方国际贸易'],
  ['ＡＢＣ电子有限公司', 'abc电子'],
  ['Abc 电子有限公司', 'abc电子'],
  ['内蒙古自治区呼和浩特市草原食品有限公司', '草原食品'],
  ['上海社区养老服务有限公司', '社区养老服务'],
  ['北京市', '北京市'],
  ['有限公司', '有限公司'],
])('%s has the core %s', (name, core) => {
  expect(comparableName(name)).toBe(core)
})

test.each([
  ['苏州蓝澜精密机械有限公司', '蓝澜精密机械', true],
  ['苏州蓝澜精密机械有限公司', '江苏省苏州市蓝澜精密机械（集团）股份有限公司', true],
  ['苏州蓝澜精密机械有限公司', '无锡蓝澜精密机械有限公司', false],
  ['蓝澜精密机械有限公司', '蓝澜精密机械制造有限公司', true],
  ['蓝澜精密机械有限公司', '蓝澜精密', true],
  ['蓝澜精密机械有限公司', '蓝岚精密机械有限公司', true],
  ['蓝澜精密机械有限公司', '蓝澜精密机戒有限公司', true],
  ['苏州第一建筑有限公司', '苏州第二建筑有限公司', false],
  ['苏州第12精密机械有限公司', '苏州第13精密机械有限公司', false],
  ['蓝澜精密机械有限公司', '恒屹电子科技有限公司', false],
  ['蓝澜', '蓝澜精密机械', false],
  ['', '蓝澜精密机械', false],
])('%s and %s may be one: %s', (one, other, alike) => {
  expect(isAlike(one, other)).toBe(alike)
  expect(isAlike(other, one)).toBe(alike)
})

test.each([
  ['苏州蓝澜精密机械有限公司', 'company', '苏州********公司'],
  ['蓝澜科技', 'company', '蓝**技'],
  ['蓝澜', 'company', '蓝*'],
  ['王建国', 'person', '王*'],
] as const)('%s (%s) is shown to others as %s', (name, type, shown) => {
  expect(starredName(name, type)).toBe(shown)
})

test('a token names its customer to its person for an hour, and tells nobody anything', () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) })
  const token = tokenFor(4711, 7)
  expect(token).toMatch(/^[\w-]+$/)
  expect(Buffer.from(token, 'base64url').toString('latin1')).not.toContain('4711')
  expect(customerIdOf(token, 7)).toBe(4711)
  expect(customerIdOf(token, 8)).toBeUndefined()
  const bent = Buffer.from(token, 'base64url')
  bent[bent.length - 1]! ^= 1
  expect(customerIdOf(bent.toString('base64url'), 7)).toBeUndefined()
  expect(customerIdOf('', 7)).toBeUndefined()
  vi.setSystemTime(Date.UTC(2026, 0, 1, 1, 0, 1))
  expect(customerIdOf(token, 7)).toBeUndefined()
})
