/** A path of ours, or the workbench: never another host (C-09). */
export function ownPath(next: string): string {
  return /^\/(?![/\\])[\w\-./?=&%~+,:]*$/.test(next) && !next.startsWith('/login') ? next : '/'
}

/** The same path with the word for what has been done. */
export const withWord = (path: string, word: string) => `${path}${path.includes('?') ? '&' : '?'}done=${word}`
