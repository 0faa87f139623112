import { createHash } from 'node:crypto'
import { closeSync, openSync, renameSync, rmSync, statSync, utimesSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './root.mjs'
import { say } from './say.mjs'

const BEAT_MS = 5_000
const DEAD_MS = 30_000
const LOOK_MS = 300
const file = join(tmpdir(), `kehu-${createHash('sha256').update(root).digest('hex').slice(0, 12)}.lock`)

/** Runs `work` while no other launch of this folder installs or builds. A holder that stopped beating is passed over. */
export async function withLock(work) {
  await take()
  const beat = setInterval(touch, BEAT_MS)
  process.once('exit', free)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    process.off('exit', free)
    free()
  }
}

async function take() {
  for (let told = false; !tryTake(); ) {
    if (isDead()) bury()
    else if (!told) {
      told = true
      say(`another launch is preparing 另一个启动正在准备，等待中 (${file})`)
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
}

function tryTake() {
  try {
    const handle = openSync(file, 'wx')
    writeSync(handle, String(process.pid))
    closeSync(handle)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return false
  }
}

function isDead() {
  try {
    return Date.now() - statSync(file).mtimeMs > DEAD_MS
  } catch {
    return false
  }
}

// Renamed first: of several that found it dead, one wins.
function bury() {
  try {
    renameSync(file, `${file}.${process.pid}`)
    rmSync(`${file}.${process.pid}`, { force: true })
  } catch {
    // Another was quicker.
  }
}

function touch() {
  const at = new Date()
  try {
    utimesSync(file, at, at)
  } catch {
    // Gone: the folder for passing files was swept.
  }
}

function free() {
  rmSync(file, { force: true })
}
