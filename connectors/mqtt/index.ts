// MQTT: tills, shelf labels, scales, sensors.
import type { Connector } from '#connectors/kit/contract.ts'
import { authority } from '#connectors/kit/server-members.ts'
import { openClient } from './client.ts'
import { MqttConfig, portOf, readConfig, SECRETS } from './config.ts'
import { messages } from './messages.ts'
import { publish, publishState } from './publish.ts'

export const mqtt = {
  id: 'mqtt',
  name: 'MQTT',
  category: 'generic',
  description: 'Topics of MQTT brokers: events of tills and devices, states such as prices for shelf labels.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"><circle cx="5" cy="19" r="2"/><path d="M4 11a9 9 0 0 1 9 9M4 4a16 16 0 0 1 16 16"/></svg>',
  config: MqttConfig,
  secrets: SECRETS,
  baseUrl(config) {
    const settings = readConfig(config)
    return `mqtt://${authority(settings.host, portOf(settings))}`
  },
  actions: [publish, publishState],
  triggers: [],
  polls: [messages],
  limits: { concurrency: 8 },
  async test(context) {
    await context.network.session(async () => (await openClient(context)).close())
    return { summary: `Signed in to ${readConfig(context.config).host}.` }
  },
} as const satisfies Connector
