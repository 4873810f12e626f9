import { createHmac } from 'node:crypto'
import { testConnector } from '#connectors/kit/conformance.ts'
import { http } from './index.ts'
import { createHttpSimulator } from './simulator.ts'

const item = { path: '/items', body: { sku: 'HF-MUG-NAVY', price: '12.50' } }

testConnector({
  connector: http,
  createSimulator: createHttpSimulator,
  config: { baseUrl: 'https://api.example.com/v2', auth: 'bearer' },
  secrets: { token: 'tok_0123456789abcdef', webhookSecret: 'whsec_0123456789abcdef' },
  badSecrets: { token: 'tok_wrong_but_well_formed' },
  actions: {
    post: { input: item, creates: 'items' },
    'post-with-key': { input: item, creates: 'items' },
    get: { input: { path: '/items/1' }, after: { action: 'post', input: item } },
    'get-all': { input: { path: '/items' } },
    request: { input: { method: 'POST', ...item }, creates: 'items' },
  },
  polls: { list: { options: { path: '/items', key: 'id' }, after: { action: 'post', input: item } } },
  webhooks: {
    webhook: {
      body: '{"id":17,"event":"order.created"}',
      signatureHeader: 'x-signature',
      sign: (body, secrets) => ({
        'x-signature': createHmac('sha256', secrets['webhookSecret'] ?? '')
          .update(body)
          .digest('hex'),
      }),
    },
  },
})
