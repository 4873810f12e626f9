// Connections made ready for incoming webhooks: the trigger with the connection's settings and secrets, so that a delivery is
// verified without waiting for anything but, now and then, a vendor's public keys.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { createCallContext, readSecrets } from '#connectors/kit/call-context.ts'
import type { TriggerBinding, TriggerBindings } from '../webhooks/ports.ts'
import type { PublicKey } from '#connectors/kit/contract.ts'
import type { ConnectionOpener } from './open-connection.ts'
import { createPublicKeys } from './public-keys.ts'

/** Longest time a subscription with a vendor may take. */
const SUBSCRIBE_MS = 60_000
/** The sender waits meanwhile. */
const KEYS_MS = 3_000

export function createTriggerBindings({ opener, now }: { readonly opener: ConnectionOpener; readonly now: () => Date }): TriggerBindings {
  const publicKeys = createPublicKeys(now)
  return {
    async bind(clientId, connectionId, event): Promise<TriggerBinding> {
      const { connection, connector, secrets, parts, gate } = await opener.open(clientId, connectionId)
      const trigger = connector.triggers.find(({ id }) => id === event)
      if (!trigger) throw new AppError('not-found', { message: say`The connector ${connector.id} has no trigger "${event}".` })
      const context = { config: connection.config, secrets: readSecrets(secrets) }
      let keys: readonly PublicKey[] | undefined
      return {
        connection,
        trigger,
        handshake: (delivery) => trigger.handshake?.(delivery, { ...context, now: now() }),
        async prepare(delivery) {
          if (!trigger.publicKeys) return
          const call = () => createCallContext({ ...parts, gate: gate(), signal: AbortSignal.timeout(KEYS_MS) })
          keys = await publicKeys.of(connectionId, trigger, delivery, call)
        },
        verify: (delivery) => trigger.verify(delivery, { ...context, now: now(), ...(keys && { publicKeys: keys }) }),
        context: async () => createCallContext({ ...parts, gate: gate(), signal: AbortSignal.timeout(SUBSCRIBE_MS) }),
        signingSecret() {
          const generated = Object.entries(connector.secrets).find(([, field]) => field.generated === true)?.[0]
          return secrets[trigger.signingSecret ?? generated ?? '']
        },
      }
    },
  }
}
