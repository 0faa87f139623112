import { expect, test } from 'vitest'
import { visibleText } from './lines.ts'

test.each([
  ['一\r\n二\r三', '一\n二\n三'],
  ['\u200b\u202e一\u0000\t二 ', '一\t二'],
  ['\u3164\u115f\u1160\uffa0\u2800', ''],
])('of %j is kept %j', (text, kept) => expect(visibleText(text)).toBe(kept))
