// NATS with JetStream.
import type { Connector } from '#connectors/kit/contract.ts'
import { authority } from '#connectors/kit/server-members.ts'
import { NatsConfig, portOf, readConfig, SECRETS } from './config.ts'
import { messages } from './messages.ts'
import { publish } from './publish.ts'
import { openSession } from './session.ts'

export const nats = {
  id: 'nats',
  name: 'NATS',
  category: 'generic',
  description: 'Streams of NATS JetStream: a message is taken once, and acknowledged when it is stored.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"><path d="M3 4h18v12h-5l-3 4v-4H3z"/><path d="M8 13V8l8 5V8"/></svg>',
  config: NatsConfig,
  secrets: SECRETS,
  baseUrl(config) {
    const settings = readConfig(config)
    return `nats://${authority(settings.host, portOf(settings))}`
  },
  actions: [publish],
  triggers: [],
  polls: [messages],
  limits: { concurrency: 8 },
  async test(context) {
    await context.network.session(async () => (await openSession(context)).close())
    return { summary: `Signed in to ${readConfig(context.config).host}.` }
  },
} as const satisfies Connector
