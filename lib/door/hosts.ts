import { hostname, networkInterfaces } from 'node:os'

export type HostCheck = (host: string | undefined) => boolean

const REFRESH_MS = 10_000

/** Says whether a Host header names this machine or PUBLIC_URL; any port, since a port may be mapped. Addresses that come up later are noticed within 10 s. */
export function hostCheck(
  publicUrl: URL | undefined,
  ownNames: () => string[] = namesOfThisMachine,
  clock: () => number = () => performance.now(),
): HostCheck {
  const publicHost = publicUrl?.host.toLowerCase()
  let names = new Set(ownNames())
  let readAt = clock()
  return (host) => {
    if (!host) return false
    if (host.toLowerCase() === publicHost) return true
    const name = hostName(host)
    if (name === undefined) return false
    if (names.has(name)) return true
    if (clock() - readAt < REFRESH_MS) return false
    names = new Set(ownNames())
    readAt = clock()
    return names.has(name)
  }
}

/** The name in a Host header, lower case, without port and brackets; undefined where it is no plain host. */
export function hostName(host: string): string | undefined {
  const [, bracketed, plain, port] = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::(\d{1,5}))?$/i.exec(host) ?? []
  if (port !== undefined && Number(port) > 65535) return undefined
  return (bracketed ?? plain)?.toLowerCase()
}

function namesOfThisMachine(): string[] {
  const machine = hostname().toLowerCase()
  const addresses = Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).map((one) => one.address.split('%')[0]!.toLowerCase()),
  )
  return ['localhost', '127.0.0.1', '::1', machine, `${machine.split('.')[0]}.local`, ...addresses]
}
