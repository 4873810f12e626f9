// OAuth 1.0a with HMAC-SHA256 (RFC 5849), as NetSuite's token-based authentication wants it: every request signed with the keys of an
// integration and of a token that a person made once.
import { createHmac, randomBytes } from 'node:crypto'
import { bodyText } from '../transport.ts'
import type { CallContext, UnsignedRequest } from '../contract.ts'
import type { Auth } from './auth.ts'

export interface OAuth1Keys {
  readonly consumerKey: string
  readonly consumerSecret: string
  readonly token: string
  readonly tokenSecret: string
  /** Stands in the header and is not signed: NetSuite's account, such as `1234567_SB1`. */
  readonly realm?: string
}

export function oauth1({ keys, when }: Pick<Auth, 'when'> & { readonly keys: (context: CallContext) => OAuth1Keys }): Auth {
  return {
    kind: 'oauth1',
    refresh: 'person',
    ...(when && { when }),
    credentials: async (context) => {
      const known = keys(context)
      return {
        sign: (request) => ({
          authorization: oauth1Header(request, known, {
            nonce: randomBytes(16).toString('hex'),
            timestamp: Math.floor(context.now().getTime() / 1_000),
          }),
        }),
      }
    },
  }
}

/** The Authorization header (§3.5.1). */
export function oauth1Header(
  request: Pick<UnsignedRequest, 'method' | 'url' | 'headers' | 'body'>,
  keys: OAuth1Keys,
  once: { readonly nonce: string; readonly timestamp: number },
): string {
  const parameters = {
    oauth_consumer_key: keys.consumerKey,
    oauth_token: keys.token,
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: String(once.timestamp),
    oauth_nonce: once.nonce,
    oauth_version: '1.0',
  }
  const signature = oauth1Signature(baseString(request, Object.entries(parameters)), keys)
  const shown = { ...(keys.realm !== undefined && { realm: keys.realm }), ...parameters, oauth_signature: signature }
  return `OAuth ${Object.entries(shown)
    .map(([name, value]) => `${name}="${percent(value)}"`)
    .join(', ')}`
}

export function oauth1Signature(base: string, { consumerSecret, tokenSecret }: Pick<OAuth1Keys, 'consumerSecret' | 'tokenSecret'>): string {
  return createHmac('sha256', `${percent(consumerSecret)}&${percent(tokenSecret)}`)
    .update(base)
    .digest('base64')
}

/** The text that is signed (§3.4.1). A form's members count, a JSON body does not. */
export function baseString(
  { method, url, headers, body }: Pick<UnsignedRequest, 'method' | 'url' | 'headers' | 'body'>,
  oauth: readonly (readonly [string, string])[],
): string {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true
  const parameters = [...url.searchParams, ...(isForm ? new URLSearchParams(bodyText(body)) : []), ...oauth]
    .map(([name, value]) => [percent(name), percent(value)] as const)
    .toSorted(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  // `URL` has already dropped the usual port and put the host in lower case (§3.4.1.2).
  return [method.toUpperCase(), percent(url.origin + url.pathname), percent(parameters)].join('&')
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** RFC 3986 unreserved characters only (§3.6). */
const percent = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
