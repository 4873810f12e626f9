// Which pages may send requests that change something: ours, under every name a loopback address has.
// The Origin header is compared with a list rather than with Host, so that a page that rebinds its own name to 127.0.0.1 is refused too.

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

export function allowedOrigins(baseUrl: string): readonly string[] {
  const base = new URL(baseUrl)
  if (!LOOPBACK.includes(base.hostname)) return [base.origin]
  return LOOPBACK.map((host) => `${base.protocol}//${host}${base.port && `:${base.port}`}`)
}

/** True when the browser says that one of our own pages sent this. Browsers send Origin with every state-changing request. */
export function isFromOwnPage(headers: Headers, origins: readonly string[]): boolean {
  const origin = headers.get('origin')
  if (origin !== null) return origins.includes(origin)
  return headers.get('sec-fetch-site') === 'same-origin'
}
