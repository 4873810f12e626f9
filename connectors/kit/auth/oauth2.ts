// OAuth 2 as ways to sign in: as a machine, with a refresh token that a person entered, or after a sign-in in the browser.
import { accessToken, type OAuth2 } from '../oauth2.ts'
import type { CallContext } from '../contract.ts'
import type { Auth } from './auth.ts'
import type { SignIn } from './sign-in.ts'

interface OAuth2Options extends Pick<Auth, 'when'> {
  readonly kind: 'oauth2-client-credentials' | 'oauth2-refresh-token'
  /** The token address and our client there, from the connection's settings and secrets. */
  readonly client: (context: CallContext) => OAuth2
}

export function oauth2({ kind, client, when }: OAuth2Options): Auth {
  return { kind, refresh: 'before-expiry', ...(when && { when }), credentials: bearerOf(client) }
}

/** Signing in in the browser: see `SignIn`. `client` is without `bySignIn`, which is set here. */
export function oauth2SignIn({ when, client, ...rest }: Pick<Auth, 'when'> & SignIn): Auth {
  const clientOf = (context: CallContext): OAuth2 => ({ ...client(context), bySignIn: true })
  return {
    kind: 'oauth2-code',
    refresh: 'before-expiry',
    ...(when && { when }),
    credentials: bearerOf(clientOf),
    signIn: { ...rest, client: clientOf },
  }
}

const bearerOf =
  (client: (context: CallContext) => OAuth2): Auth['credentials'] =>
  async (context, refused) => {
    const token = await accessToken(context, client(context), refused)
    return { headers: { authorization: `Bearer ${token}` }, token }
  }
