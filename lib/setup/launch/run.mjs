import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import { root } from './root.mjs'

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP']

/** Runs Node with these arguments in the project's folder, passes signals on to it, and ends this process with its exit code. */
export async function run(node, args, env) {
  const { code, signal } = await ended(start(node, args, env, 'inherit'))
  process.exit(code ?? 128 + (constants.signals[signal] ?? 0))
}

/** Runs a step of the preparation; throws an Error that names it when it fails. */
export async function step(file, args, env, name) {
  const { code } = await ended(start(file, args, env, ['ignore', 2, 2]))
  if (code !== 0) throw new Error(`${name} failed 失败 (exit ${code})`)
}

function start(file, args, env, stdio) {
  const path = [join(root, 'node_modules', '.bin'), env.PATH ?? env.Path ?? ''].join(delimiter)
  return spawn(file, args, { cwd: root, env: { ...env, PATH: path }, stdio, shell: file.endsWith('.cmd') })
}

function ended(child) {
  const passed = SIGNALS.map((signal) => [signal, () => child.kill(signal)])
  for (const [signal, pass] of passed) process.on(signal, pass)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      for (const [name, pass] of passed) process.off(name, pass)
      resolve({ code, signal })
    })
  })
}
