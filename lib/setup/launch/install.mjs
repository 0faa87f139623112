import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'
import { step } from './run.mjs'
import { say } from './say.mjs'

const lockfile = join(root, 'package-lock.json')
const stamp = join(root, 'node_modules', '.kehu-installed')

/** Installs exactly what the lockfile names, when that is not what is there. */
export async function ensureInstalled() {
  const wanted = createHash('sha256').update(readFileSync(lockfile)).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  if (!isInstalled(readPackages(lockfile), readPackages(join(root, 'node_modules', '.package-lock.json')))) await install()
  writeFileSync(stamp, wanted)
}

async function install() {
  say('installing packages 正在安装依赖 (npm install)')
  const npm = process.env.npm_execpath
  // Not `npm ci`: it insists on every platform's own packages, and a registry need not hold those of other platforms.
  const args = ['install', '--no-save', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  if (npm && /\.[cm]?js$/.test(npm)) await step(process.execPath, [npm, ...args], process.env, 'npm install')
  else await step(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, process.env, 'npm install')
}

/** Whether every package that the lockfile wants is there in its version; optional ones may be for other machines. */
export function isInstalled(wanted, present) {
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || (present[path] ? present[path].version === version : optional === true),
  )
}

function readPackages(file) {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')).packages ?? {}) : {}
}
