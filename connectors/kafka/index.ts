// Apache Kafka and what speaks its protocol: Redpanda, Confluent, Amazon MSK, Azure Event Hubs.
import type { Connector } from '#connectors/kit/contract.ts'
import { authority } from '#connectors/kit/server-members.ts'
import { openCluster } from './cluster.ts'
import { KafkaConfig, readConfig, SECRETS, serverOf } from './config.ts'
import { messages } from './messages.ts'
import { publish, publishWithId } from './publish.ts'

const addressOf = (text: string): string => {
  const { host, port } = serverOf(text)
  return `kafka://${authority(host, port)}`
}

export const kafka = {
  id: 'kafka',
  name: 'Kafka',
  category: 'generic',
  description:
    'Topics of Apache Kafka and compatible brokers: messages are taken once and in the order of their partition, and sent confirmed.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"><circle cx="9" cy="12" r="3"/><circle cx="9" cy="4" r="2"/><circle cx="9" cy="20" r="2"/><circle cx="17" cy="8" r="2"/><circle cx="17" cy="16" r="2"/><path d="M9 6v3m0 6v3m2.700-7.500L15.200 9m-3.500 4.500l3.500 1.500"/></svg>',
  config: KafkaConfig,
  secrets: SECRETS,
  baseUrl: (config) => addressOf(readConfig(config).servers[0] ?? ''),
  otherAddresses: (config) => readConfig(config).servers.slice(1).map(addressOf),
  actions: [publish, publishWithId],
  triggers: [],
  polls: [messages],
  limits: { concurrency: 8 },
  async test(context) {
    return await context.network.session(async () => {
      const cluster = await openCluster(context)
      try {
        const { host, port } = cluster.first.server
        return {
          summary: `Signed in to ${host}:${port}; the cluster has ${cluster.brokers} ${cluster.brokers === 1 ? 'broker' : 'brokers'}.`,
        }
      } finally {
        cluster.close()
      }
    })
  },
} as const satisfies Connector
