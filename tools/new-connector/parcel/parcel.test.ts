import { testConnector } from '#connectors/kit/conformance.ts'
import { parcel } from './index.ts'
import { createParcelSimulator } from './simulator.ts'

testConnector({
  connector: parcel,
  createSimulator: createParcelSimulator,
  config: { url: 'https://api.parcel.example' },
  secrets: { token: 'tok_0123456789' },
  badSecrets: { token: 'tok_wrong_value' },
  actions: { 'create-label': { input: { order: '#1001', grams: 500 }, creates: 'labels' } },
})
