// Addresses that another system calls once, and what happens when it does. The secret part is not kept anywhere: it is computed from the
// installation's key and the place that waits, and only its hash is stored.
import { createHash, createHmac } from 'node:crypto'
import { AppError } from '#shared/errors.ts'
import type { CallbackAddress } from '../engine/nodes/node-type.ts'
import type { WaitStore } from '../store/ports.ts'
import { parseJsonBody } from '#shared/json-guard.ts'

export const CALLBACK_PATH = '/hooks/callback/'

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

export function createCallbackAddresses(options: {
  readonly installationKey: Uint8Array
  readonly baseUrl: () => string
}): (name: string) => CallbackAddress {
  return (name) => {
    const token = createHmac('sha256', options.installationKey).update(`callback ${name}`).digest('base64url')
    return { url: `${options.baseUrl()}${CALLBACK_PATH}${token}`, tokenHash: hashOf(token) }
  }
}

export interface Callbacks {
  /** Returns when the answer is stored. Throws `hook-unknown` for an address that does not wait, or not any more, and `invalid-json`. */
  receive(token: string, body: Uint8Array): Promise<void>
}

export function createCallbacks(options: { readonly waits: WaitStore; readonly nudge: () => void; readonly now: () => Date }): Callbacks {
  const { waits, nudge, now } = options
  return {
    async receive(token, bytes) {
      const wait = await waits.byTokenHash(hashOf(token))
      if (!wait || (wait.status !== 'open' && wait.status !== 'done')) throw new AppError('hook-unknown')
      // Some systems call with nothing to say.
      const body = bytes.length === 0 ? null : parseJsonBody(bytes)
      if (wait.status === 'open' && (await waits.settle(wait.clientId, wait.id, { result: body, by: 'callback', at: now() }))) {
        nudge()
        return
      }
      // A sender whose first answer got lost calls again, and is told what it was told then.
      const stored = await waits.get(wait.clientId, wait.id)
      if (stored?.status !== 'done' || JSON.stringify(stored.result) !== JSON.stringify(body)) throw new AppError('hook-unknown')
    },
  }
}
