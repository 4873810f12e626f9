// Connections made ready for incoming webhooks: the trigger with the connection's settings and secrets, so that a delivery is
// verified without waiting for anything.
import { AppError } from '#shared/errors.ts'
import { createCallContext, readSecrets } from '#connectors/kit/call-context.ts'
import type { TriggerBinding, TriggerBindings } from '../webhooks/ports.ts'
import type { ConnectionOpener } from './open-connection.ts'

/** Longest time a subscription with a vendor may take. */
const SUBSCRIBE_MS = 60_000

export function createTriggerBindings({ opener, now }: { readonly opener: ConnectionOpener; readonly now: () => Date }): TriggerBindings {
  return {
    async bind(clientId, connectionId, event): Promise<TriggerBinding> {
      const { connection, connector, secrets, parts, gate } = await opener.open(clientId, connectionId)
      const trigger = connector.triggers.find(({ id }) => id === event)
      if (!trigger) throw new AppError('not-found', { message: `The connector ${connector.id} has no trigger "${event}".` })
      const context = { config: connection.config, secrets: readSecrets(secrets) }
      return {
        connection,
        trigger,
        handshake: (delivery) => trigger.handshake?.(delivery, { ...context, now: now() }),
        verify: (delivery) => trigger.verify(delivery, { ...context, now: now() }),
        context: async () => createCallContext({ ...parts, gate: gate(), signal: AbortSignal.timeout(SUBSCRIBE_MS) }),
        signingSecret() {
          const generated = Object.entries(connector.secrets).find(([, field]) => field.generated === true)?.[0]
          return secrets[trigger.signingSecret ?? generated ?? '']
        },
      }
    },
  }
}
