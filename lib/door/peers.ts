import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

/** Who stands on the other side: the client's own address, and the host and scheme the client used. */
export type Peer = { address: string; host: string | undefined; secure: boolean }

/** Reads TRUSTED_PROXY, addresses or CIDR ranges parted by commas; throws a RangeError on anything else. */
export function trustedProxies(list: string | undefined): BlockList {
  const trusted = new BlockList()
  for (const entry of (list ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)) {
    const [address = '', bits] = entry.split('/')
    const family = familyOf(address)
    if (!family) throw new RangeError(`TRUSTED_PROXY: ${entry}`)
    if (bits === undefined) trusted.addAddress(address, family)
    else trusted.addSubnet(address, Number(bits), family)
  }
  return trusted
}

/** The peer of a request; forwarding headers count only when the socket belongs to a trusted proxy (D-10). */
export function peerOf(req: IncomingMessage, trusted: BlockList): Peer {
  const { headers, socket } = req
  const direct = plainAddress(socket.remoteAddress ?? '')
  if (!isTrusted(trusted, direct)) return { address: direct, host: headers.host, secure: false }
  return {
    address: forwardedAddress(one(headers['x-forwarded-for']), trusted) ?? direct,
    host: last(one(headers['x-forwarded-host'])) ?? headers.host,
    secure: last(one(headers['x-forwarded-proto'])) === 'https',
  }
}

// The nearest address that is not one of ours: what stands further left, the client may have written itself.
function forwardedAddress(chain: string | undefined, trusted: BlockList) {
  const hops = (chain ?? '')
    .split(',')
    .map((hop) => plainAddress(hop.trim()))
    .reverse()
  return hops.find((hop) => isIP(hop) && !isTrusted(trusted, hop))
}

function isTrusted(trusted: BlockList, address: string) {
  const family = familyOf(address)
  return family !== undefined && trusted.check(address, family)
}

const plainAddress = (address: string) => (address.startsWith('::ffff:') ? address.slice(7) : address)
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(',') : value)
const last = (value: string | undefined) => value?.split(',').at(-1)?.trim() || undefined

function familyOf(address: string) {
  const family = isIP(address)
  return family === 0 ? undefined : family === 4 ? 'ipv4' : 'ipv6'
}
