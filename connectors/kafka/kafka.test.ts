import { testSocketConnector } from '#connectors/kit/socket-conformance.ts'
import { kafka } from './index.ts'
import { createKafkaSimulator } from './simulator/index.ts'

const config = { servers: ['kafka.harbour-finch.example:9093'], signIn: 'scram-sha-512', username: 'tillflow' }
const order = { topic: 'orders', key: 'order-17', body: { id: 17 }, headers: { source: 'shop' } }

testSocketConnector({
  connector: kafka,
  createSimulator: createKafkaSimulator,
  config,
  secrets: { password: 'kafka-pass-0123456789' },
  badSecrets: { password: 'kafka-pass-wrong-0123' },
  nowhere: { servers: ['127.0.0.1:9'], encryption: 'none', signIn: 'none' },
  actions: { publish: { input: order, creates: 'messages' }, 'publish-with-id': { input: order } },
  polls: { messages: { options: { topics: ['orders'], group: 'conformance' }, after: { action: 'publish', input: order } } },
})
