const vitest = 'node_modules/vitest/vitest.mjs'
const shell = (name) => ({ mode: 'production', builds: false, start: (args) => [`jobs/shell/${name}.ts`, ...args] })

// Left alone, the heap grows to half a gigabyte before it is swept, and copies young pages of HTML more often than need be; under a limit it is
// swept whole each second of load, unless it may grow by two fifths before.
export const serverFlags = ['--max-old-space-size=640', '--max-semi-space-size=16', '--heap-growing-percent=40']

/** The commands: NODE_ENV, whether they need the build, and what Node runs. */
export const commands = {
  start: { mode: 'production', builds: true, start: (args) => [...serverFlags, 'server.ts', ...args] },
  dev: { mode: 'development', builds: false, start: (args) => ['server.ts', ...args] },
  test: { mode: 'test', builds: true, start: (args) => [vitest, ...(args[0] === 'run' || args[0] === 'watch' ? args : ['run', ...args])] },
  bench: { mode: 'production', builds: true, start: (args) => ['tests/bench/bench.ts', ...args] },
  verify: shell('verify'),
  demo: shell('demo'),
  user: shell('user'),
  backup: shell('backup'),
  restore: shell('restore'),
  job: shell('job'),
}
