import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'
import { step } from './run.mjs'
import { runtime } from './runtime.mjs'
import { say } from './say.mjs'

const SOURCES = [
  'app',
  'components',
  'db',
  'lib',
  'jobs',
  'public',
  'instrumentation.ts',
  'package.json',
  'package-lock.json',
  'next.config.mjs',
  'postcss.config.mjs',
]
const stamp = join(root, '.next', 'kehu-built')

/** Builds when a source changed since the last whole build; a build that broke off leaves no stamp. */
export async function prepareBuild() {
  copyHtmx()
  const wanted = fingerprint(root, SOURCES)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  rmSync(stamp, { force: true })
  say('building 正在构建 (about a minute 约一分钟)')
  await step(runtime(), ['lib/setup/build.ts'], { ...process.env, NODE_ENV: 'production' }, 'next build')
  writeFileSync(stamp, wanted)
}

/** htmx comes from its package, so that its version stands in the lockfile alone. */
function copyHtmx() {
  const folder = join(root, 'public', 'vendor')
  const [from, to] = [join(root, 'node_modules', 'htmx.org', 'dist', 'htmx.min.js'), join(folder, 'htmx.min.js')]
  if (existsSync(to) && readFileSync(to).equals(readFileSync(from))) return
  mkdirSync(folder, { recursive: true })
  copyFileSync(from, to)
}

/** One hash over names and content of all that goes into the build; tests do not. */
export function fingerprint(folder, sources) {
  const hash = createHash('sha256')
  for (const path of sources.flatMap((name) => filesUnder(folder, name)).sort()) {
    hash.update(`${path}\0`)
    hash.update(
      createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest(),
    )
  }
  return hash.digest('hex')
}

function filesUnder(folder, name) {
  const path = join(folder, name)
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [name]
  return readdirSync(path)
    .map((entry) => `${name}/${entry}`)
    .filter((entry) => !/\.test\.tsx?$|^public\/vendor$/.test(entry))
    .flatMap((entry) => filesUnder(folder, entry))
}
