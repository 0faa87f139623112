const shared = globalThis as unknown as Record<symbol, unknown>

/** One value a process: plain Node and Next's bundle each load their own copy of a module, and find the same value here. */
export function processWide<T>(name: string, make: () => T): T {
  const key = Symbol.for(`kehu.${name}`)
  shared[key] ??= make()
  return shared[key] as T
}
