import { spawnSync } from 'node:child_process'
import { placeOf } from './place.ts'
import { setKeys } from './secret.ts'

// The build numbers the forms' actions by this key; with the installation's own, an open form outlives an upgrade.
const env = process.env as Record<string, string | undefined>
setKeys(placeOf(env).data, env)
const { status } = spawnSync(process.execPath, ['node_modules/next/dist/bin/next', 'build'], { stdio: 'inherit' })
process.exit(status ?? 1)
