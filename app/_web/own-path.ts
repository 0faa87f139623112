/** A path of ours, or the workbench: never another host (C-09). */
export function ownPath(next: string): string {
  return /^\/(?![/\\])[\w\-./?=&%~+,:]*$/.test(next) && !next.startsWith('/login') ? next : '/'
}
