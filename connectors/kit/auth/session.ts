// Systems that one signs in to first and then names a session with every call (SAP Business One's service layer, older shops). The session is
// kept like a token: one for all workers, made anew before it ends and when it is refused.
import { createHash } from 'node:crypto'
import type { CallContext } from '../contract.ts'
import type { Auth } from './auth.ts'

export interface SessionAuthOptions extends Pick<Auth, 'when'> {
  /** What the session belongs to: others make it void. Settings and secrets that `signIn` uses. */
  readonly identity: (context: CallContext) => readonly string[]
  /** Signs in with `confidential: true`. `seconds`: how long the session lasts without a call. Throws `credentials-invalid`. */
  signIn(context: CallContext): Promise<{ readonly session: string; readonly seconds: number }>
  /** How a call names its session. */
  headers(session: string): Readonly<Record<string, string>>
}

/** A session is not used in its last moments. */
const USED_FOR = 0.8

export function sessionAuth({ identity, signIn, headers, when }: SessionAuthOptions): Auth {
  return {
    kind: 'session',
    refresh: 'before-expiry',
    ...(when && { when }),
    async credentials(context, refused) {
      const origin = createHash('sha256')
        .update(JSON.stringify(identity(context)))
        .digest('base64url')
      const isFresh = (kept: { readonly access: string; readonly until: number; readonly origin: string }) =>
        kept.origin === origin && kept.access !== refused && kept.until > context.now().getTime()
      const known = await context.tokens.read()
      const { access } =
        known && isFresh(known)
          ? known
          : await context.tokens.renew(isFresh, async () => {
              const { session, seconds } = await signIn(context)
              return { access: session, until: context.now().getTime() + seconds * 1_000 * USED_FOR, origin }
            })
      return { headers: headers(access), token: access }
    },
  }
}
