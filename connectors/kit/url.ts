// Addresses below a connection's base URL.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'

export const sameOrigin = (a: URL, b: URL) => a.origin === b.origin

/**
 * `path` below `base`, or `path` itself when it is absolute. `https://erp.example/api` and `/orders` give
 * `https://erp.example/api/orders`. Throws `action-input-invalid` for a path that leaves the base (`//other.example`, `/../`).
 */
export function resolveUrl(base: string, path: string, query: Readonly<Record<string, string | number | boolean | undefined>> = {}): URL {
  const url = /^https?:\/\//i.test(path) ? parse(path) : below(parse(base), path)
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value))
  url.hash = ''
  return url
}

function below(base: URL, path: string): URL {
  const root = base.pathname.replace(/\/+$/, '')
  const target = `${base.origin}${root}/${path.replace(/^\/(?!\/)/, '')}`
  const url = parse(target)
  const inside = url.origin === base.origin && (url.pathname === root || url.pathname.startsWith(`${root}/`))
  if (!inside) {
    throw new AppError('action-input-invalid', {
      message: say`The path ${path} leads outside the connection's address ${base.origin}${root}.`,
    })
  }
  for (const [name, value] of base.searchParams) if (!url.searchParams.has(name)) url.searchParams.set(name, value)
  return url
}

function parse(text: string): URL {
  const url = URL.parse(text)
  if (!url) throw new AppError('connection-blocked', { message: say`This is not an address: ${text.slice(0, 200)}` })
  return url
}
