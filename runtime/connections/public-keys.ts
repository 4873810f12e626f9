// The public keys of vendors that sign deliveries with a private one: read once and kept. A delivery may name any key, so that what is asked of the
// vendor because of it is limited: once a minute for each connection.
import { AppError } from '#shared/errors.ts'
import type { CallContext, IncomingDelivery, PublicKey, WebhookTrigger } from '#connectors/kit/contract.ts'

/** Keys are replaced rarely, and a new one is asked for when it is named; this is for those that are withdrawn. */
const KEEP_MS = 6 * 3_600_000
const ASK_AGAIN_MS = 60_000
const MOST_KEPT = 2_000

interface Kept {
  readonly askedAt: number
  readonly keys: Promise<readonly PublicKey[]>
}

export interface PublicKeys {
  /** Throws `unavailable` where there are none and they cannot be read. */
  of(connectionId: string, trigger: WebhookTrigger, delivery: IncomingDelivery, context: () => CallContext): Promise<readonly PublicKey[]>
}

export function createPublicKeys(now: () => Date): PublicKeys {
  const kept = new Map<string, Kept>()

  function ask(connectionId: string, read: () => Promise<readonly PublicKey[]>, before: Kept | undefined): Promise<readonly PublicKey[]> {
    const keys = read().catch(async (cause: unknown) => {
      // The vendor does not answer: what it said before still counts.
      const old = before && (await before.keys)
      if (old && old.length > 0) return old
      throw new AppError('unavailable', {
        message: "The sender's public keys cannot be read at this moment.",
        fix: 'Send it again in a minute.',
        cause,
      })
    })
    kept.delete(connectionId)
    kept.set(connectionId, { askedAt: now().getTime(), keys })
    const [oldest] = kept.keys()
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
    return keys
  }

  return {
    async of(connectionId, { publicKeys }, delivery, context) {
      const id = publicKeys?.idOf(delivery)
      // Nothing is asked for a delivery that names no key: it is refused anyway.
      if (!publicKeys || id === undefined) return []
      const read = () => publicKeys.read(context())
      const known = kept.get(connectionId)
      if (!known) return await ask(connectionId, read, undefined)
      const age = now().getTime() - known.askedAt
      const keys = await known.keys.catch(() => undefined)
      if (age < ASK_AGAIN_MS) return keys ?? (await known.keys)
      const isKnown = keys?.some((key) => key.id === id) === true
      return isKnown && age < KEEP_MS ? (keys ?? []) : await ask(connectionId, read, keys ? known : undefined)
    },
  }
}
