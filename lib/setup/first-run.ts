import { isSetUp } from '#lib/settings/queries'
import { seedMatrix } from './seed.ts'
import { issueSetUpKey } from './set-up-key.ts'

/** Before the first request: the matrix knows every deed of this version. */
export const prepareHouse = () => seedMatrix()

/** Once the address is known: a house that is not set up yet prints its one-time link (quality 7.1). */
export function sayFirstRun(address: string, say: (line: string) => void) {
  if (isSetUp()) return
  say(`\n首次使用：请在浏览器中打开下面的链接完成初始化（仅本次有效）\n\n  ${address}/setup?key=${issueSetUpKey()}\n`)
}
