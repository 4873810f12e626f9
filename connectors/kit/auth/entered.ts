// Credentials that a person entered and that are sent as they are: API keys, bearer tokens, user and password.
import type { CallContext } from '../contract.ts'
import type { Auth } from './auth.ts'

type When = Pick<Auth, 'when'>
type Text = string | ((config: Readonly<Record<string, unknown>>) => string)
const textOf = (text: Text, { config }: CallContext) => (typeof text === 'string' ? text : text(config))

/** `secret` is the field that holds the key; `prefix` stands before it, such as `ApiKey `. */
export function apiKeyHeader(options: When & { readonly header: Text; readonly secret: string; readonly prefix?: string }): Auth {
  const { header, secret, prefix = '', when } = options
  return {
    kind: 'api-key',
    refresh: 'person',
    ...(when && { when }),
    credentials: async (context) => ({ headers: { [textOf(header, context)]: prefix + context.secrets.get(secret) } }),
  }
}

export function apiKeyQuery(options: When & { readonly parameter: Text; readonly secret: string }): Auth {
  const { parameter, secret, when } = options
  return {
    kind: 'api-key',
    refresh: 'person',
    ...(when && { when }),
    credentials: async (context) => ({ query: { [textOf(parameter, context)]: context.secrets.get(secret) } }),
  }
}

export function bearerToken({ secret, when }: When & { readonly secret: string }): Auth {
  return {
    kind: 'bearer',
    refresh: 'person',
    ...(when && { when }),
    credentials: async ({ secrets }) => ({ headers: { authorization: `Bearer ${secrets.get(secret)}` } }),
  }
}

/** RFC 7617, in UTF-8. `user` is text of the settings, or a secret where the vendor calls it one. */
export function basicAuth(options: When & { readonly user: (context: CallContext) => string; readonly password: string }): Auth {
  const { user, password, when } = options
  return {
    kind: 'basic',
    refresh: 'person',
    ...(when && { when }),
    credentials: async (context) => ({
      headers: { authorization: `Basic ${Buffer.from(`${user(context)}:${context.secrets.get(password)}`, 'utf8').toString('base64')}` },
    }),
  }
}
