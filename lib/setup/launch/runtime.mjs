import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

const NEEDED = 24

/** The Node that the project brings along; the running one where none came for this machine and it is new enough. */
export function runtime() {
  const system = process.platform === 'win32' ? 'win' : process.platform
  const own = join(root, 'node_modules', `node-${system}-${process.arch}`, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(own)) return own
  if (Number(process.versions.node.split('.')[0]) >= NEEDED) return process.execPath
  throw new Error(`Node ${NEEDED} or newer is needed on this machine 需要 Node ${NEEDED} 或更高版本 (now 当前 ${process.version})`)
}
