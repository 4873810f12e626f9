// JSON pointers (RFC 6901): how issues and changes name a place in a document.

/** `pointer('nodes', 'a/b', 3)` is `/nodes/a~1b/3`. */
export function pointer(...keys: readonly (string | number)[]): string {
  return keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** The names in a pointer. */
export function pointerKeys(text: string): string[] {
  return text
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
}
