/** The cookies of one visitor, as a browser keeps them for one host. */
export type Jar = { header(): string | undefined; take(setCookie: string[] | undefined): void; get(name: string): string | undefined }

export function cookieJar(): Jar {
  const held = new Map<string, string>()
  return {
    header: () => (held.size === 0 ? undefined : [...held].map(([name, value]) => `${name}=${value}`).join('; ')),
    get: (name) => held.get(name),
    take(setCookie = []) {
      for (const line of setCookie) {
        const [pair = '', ...rest] = line.split(';')
        const at = pair.indexOf('=')
        const gone = rest.some((part) => /^\s*max-age=0\s*$/i.test(part))
        if (gone) held.delete(pair.slice(0, at))
        else held.set(pair.slice(0, at), pair.slice(at + 1))
      }
    },
  }
}
