import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CannotStart } from './cannot-start.ts'

const REASONS: Record<string, string> = {
  EADDRINUSE: '已被占用',
  EACCES: '需要更高权限',
  EADDRNOTAVAIL: '不是本机地址',
  ENOTFOUND: '无法解析',
}

/** Opens the port and returns the address to type into a browser; a port that is taken is a reason not to start. */
export function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new CannotStart(`${host}:${port} ${REASONS[error.code ?? ''] ?? error.message}。请用 HOST、PORT 指定其他地址。`)),
    )
    server.listen(port, host, () => resolve(addressOf(server, host)))
  })
}

function addressOf(server: Server, host: string) {
  const { port } = server.address() as AddressInfo
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}
