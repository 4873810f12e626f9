// The part of OAuth 2 that a person sees: signing in at the other system in the browser (RFC 6749 §4.1 with PKCE, RFC 7636), and the first
// tokens that come of it. Which session may do it, for which connection, is the server's business.
import { createHash, randomBytes } from 'node:crypto'
import { AppError } from '#shared/errors.ts'
import { vendorAddress } from '../call-context.ts'
import type { CallContext } from '../contract.ts'
import { exchangeCode, type OAuth2 } from '../oauth2.ts'
import { resolveUrl } from '../url.ts'

export interface SignIn {
  /** The page where the person signs in: absolute, or a path below the base URL. */
  authorizeUrl(config: Readonly<Record<string, unknown>>): string
  /** The token address and our client there. */
  client(context: CallContext): OAuth2
  /** More parameters of the address, such as `{ prompt: 'login' }`. */
  readonly parameters?: Readonly<Record<string, string>>
  /** Settings that the vendor tells with its answer, such as the company (`realmId` of QuickBooks). They are stored with the connection. */
  learn?(query: Readonly<Record<string, string>>): Readonly<Record<string, unknown>>
}

export interface BegunSignIn {
  /** Where the browser goes. */
  readonly url: string
  /** Comes back with the answer and proves that this sign-in was begun here. */
  readonly state: string
  /** Of PKCE; stays with us. */
  readonly verifier: string
}

/** `baseUrl` is the connection's, for simulators. */
export function beginSignIn(signIn: SignIn, context: CallContext, baseUrl: string, redirectUri: string): BegunSignIn {
  const state = randomBytes(24).toString('base64url')
  const verifier = randomBytes(48).toString('base64url')
  const { clientId, scope } = signIn.client(context)
  const url = resolveUrl(baseUrl, vendorAddress(context.config, signIn.authorizeUrl(context.config)))
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    ...(scope !== undefined && scope !== '' && { scope }),
    state,
    code_challenge: challengeOf(verifier),
    code_challenge_method: 'S256',
    ...signIn.parameters,
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return { url: url.href, state, verifier }
}

/** RFC 7636 §4.2. */
export const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url')

/** Changes the code for tokens and keeps these. Throws `credentials-invalid` when the vendor refuses it. */
export async function finishSignIn(
  signIn: SignIn,
  context: CallContext,
  answer: { readonly code: string; readonly verifier: string; readonly redirectUri: string },
): Promise<void> {
  if (answer.code === '') throw new AppError('credentials-invalid', { message: 'The other system sent no code.' })
  await exchangeCode(context, signIn.client(context), answer)
}
