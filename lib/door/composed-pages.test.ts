import { brotliDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { composer } from './composed-pages.ts'

const frame = (title: string) => Buffer.from(`<title>${title}</title><main><template data-part="0"></template></main>${' '.repeat(1000)}`)
const textOf = ({ body }: { body: Buffer }) => brotliDecompressSync(body).toString().trim()

test('a page that reads as one before it is given again; any other is made', () => {
  const compose = composer()
  const first = compose(frame('客户'), ['甲'], 'br')
  expect(textOf(first)).toBe('<title>客户</title><main>甲</main>')
  expect(compose(frame('客户'), ['甲'], 'br')).toBe(first)
  expect(textOf(compose(frame('客户'), ['乙'], 'br'))).toContain('乙')
  expect(textOf(compose(frame('跟进'), ['甲'], 'br'))).toContain('跟进')
  expect(compose(frame('客户'), ['甲'], undefined).body.toString()).toContain('甲')
  expect(compose(frame('客户'), ['甲'], 'br')).toBe(first)
})

test('what is kept stays within bounds', () => {
  const compose = composer()
  const first = compose(frame('客户'), ['甲'], 'br')
  for (let n = 0; n < 30; n++) compose(frame('客户'), [String(n).repeat(50_000)], undefined)
  expect(compose(frame('客户'), ['甲'], 'br')).not.toBe(first)
})
