// How a connection's calls prove who they come from. A connector declares the ways it knows under `auth` and sends through `sendSigned`;
// forms, docs and the sign-in in the browser are made from the same objects.
import { hasErrorCode } from '#shared/errors.ts'
import type { CallContext, HttpRequest, HttpResponse } from '../contract.ts'
import type { SignIn } from './sign-in.ts'

export type AuthKind =
  | 'none'
  | 'api-key'
  | 'basic'
  | 'bearer'
  | 'oauth2-code'
  | 'oauth2-client-credentials'
  | 'oauth2-refresh-token'
  | 'oauth1'
  | 'aws-sigv4'
  | 'session'
  | 'custom'

/**
 * What happens when credentials run out:
 * - `person`: somebody enters new ones; a refusal stops the connection and says so.
 * - `on-refusal`: made anew once after an answer of 401 (a session that ended).
 * - `before-expiry`: renewed in time by one worker for all, and once after an answer of 401.
 */
export type Refresh = 'person' | 'on-refusal' | 'before-expiry'

/** What one request carries. */
export interface Credentials {
  readonly headers?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  /** Signatures: made for every hop from the request as it leaves. */
  readonly sign?: HttpRequest['sign']
  /** A token or session that may be refused before its time; it is then given back as `refused`. */
  readonly token?: string
}

export interface Auth {
  readonly kind: AuthKind
  readonly refresh: Refresh
  /** Settings with these values choose this way, where a connector knows several. Absent: it is the only one, or the one for all others. */
  readonly when?: Readonly<Record<string, string>>
  /** Throws `credentials-invalid`, or an error with `retry-after` while the sign-in of the other system is down. */
  credentials(context: CallContext, refused?: string): Promise<Credentials>
  /** A person signs in at the other system in the browser. */
  readonly signIn?: SignIn
}

type Request = HttpRequest & {
  readonly accept?: readonly number[]
  /** Whether a good answer says that the credentials were refused and nothing was done, as GraphQL does. */
  readonly refuses?: (response: HttpResponse) => boolean
}

/** The way that a connection's settings choose. */
export function authFor(auths: readonly Auth[], config: Readonly<Record<string, unknown>>): Auth {
  const fits = ({ when }: Auth) => when !== undefined && Object.entries(when).every(([name, value]) => config[name] === value)
  return auths.find(fits) ?? auths.find(({ when }) => when === undefined) ?? noAuth
}

/**
 * Sends with the connection's credentials, which win over headers and parameters of the request. Where credentials can be made anew, a
 * refused token is replaced once: 401 says that nothing was done, so that a write may be sent again too.
 */
export async function sendSigned(auths: readonly Auth[], context: CallContext, { refuses, ...request }: Request): Promise<HttpResponse> {
  const auth = authFor(auths, context.config)
  const sendWith = ({ headers, query, sign }: Credentials) =>
    context.http.send({
      ...request,
      headers: { ...request.headers, ...headers },
      query: { ...request.query, ...query },
      ...(sign && { sign }),
    })
  const credentials = await auth.credentials(context)
  const isRenewed = auth.refresh !== 'person' && credentials.token !== undefined
  try {
    const response = await sendWith(credentials)
    if (!isRenewed || refuses?.(response) !== true) return response
  } catch (error) {
    const isRefused = isRenewed && hasErrorCode(error) && error.details?.['status'] === 401
    if (!isRefused) throw error
  }
  return await sendWith(await auth.credentials(context, credentials.token))
}

export const noAuth: Auth = { kind: 'none', refresh: 'person', credentials: async () => ({}) }
