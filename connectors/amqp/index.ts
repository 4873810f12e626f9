// AMQP 0-9-1: RabbitMQ, CloudAMQP, Amazon MQ for RabbitMQ, LavinMQ.
import type { Connector } from '#connectors/kit/contract.ts'
import { authority } from '#connectors/kit/server-members.ts'
import { publish, publishWithId } from './actions/publish.ts'
import { AmqpConfig, portOf, readConfig, SECRETS } from './config.ts'
import { messages } from './polls/messages.ts'
import { openSession } from './session.ts'

export const amqp = {
  id: 'amqp',
  name: 'AMQP (RabbitMQ)',
  category: 'generic',
  description: 'Queues and exchanges of RabbitMQ and other AMQP 0-9-1 brokers. A message is forgotten there only when it is stored here.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"><rect x="3" y="8" width="5" height="8"/><rect x="10" y="8" width="5" height="8"/><path d="M17 12h5m-2-2l2 2l-2 2"/></svg>',
  config: AmqpConfig,
  secrets: SECRETS,
  baseUrl(config) {
    const settings = readConfig(config)
    return `amqp://${authority(settings.host, portOf(settings))}`
  },
  actions: [publish, publishWithId],
  triggers: [],
  polls: [messages],
  limits: { concurrency: 8 },
  async test(context) {
    const { host, virtualHost = '/' } = readConfig(context.config)
    await context.network.session(async () => (await openSession(context)).close())
    return { summary: `Signed in to ${host}, virtual host ${virtualHost}.` }
  },
} as const satisfies Connector
