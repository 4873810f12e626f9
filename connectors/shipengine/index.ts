// ShipEngine (ShipStation API): rates, labels and tracking of many carriers.
import type { Connector } from '#connectors/kit/contract.ts'
import { createLabel, createLabelForOrder } from './actions/create-label.ts'
import { getRates } from './actions/get-rates.ts'
import { getLabel, voidLabel } from './actions/labels.ts'
import { listCarriers, listWarehouses } from './actions/lists.ts'
import { track } from './actions/track.ts'
import { validateAddress } from './actions/validate-address.ts'
import { AUTH, BASE_URL, SANDBOX, SECRETS, ShipengineConfig } from './auth.ts'
import { read } from './client.ts'
import { labelsCreated } from './labels-created.ts'
import { Carriers } from './schemas.ts'
import { triggers } from './triggers/index.ts'

export const shipengine = {
  id: 'shipengine',
  name: 'ShipEngine',
  category: 'shipping',
  description: 'Rates, labels and tracking of many carriers, over the ShipStation API (formerly ShipEngine).',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="M3 7l9-4 9 4v10l-9 4-9-4z"/><path d="M3 7l9 4 9-4M12 11v10M7.5 5l9 4"/></svg>',
  config: ShipengineConfig,
  secrets: SECRETS,
  auth: AUTH,
  baseUrl: () => BASE_URL,
  actions: [createLabel, createLabelForOrder, voidLabel, getLabel, getRates, track, validateAddress, listCarriers, listWarehouses],
  triggers,
  polls: [labelsCreated],
  // 200 a minute, 20 in the sandbox. https://docs.shipstation.com/apis/shipengine/docs/reference/rate-limits
  limits: { concurrency: 5, rates: [{ id: 'minute', label: '200 calls a minute', calls: 200, seconds: 60 }] },
  async test(context) {
    const isSandbox = context.secrets.get('apiKey').startsWith(SANDBOX)
    const { carriers } = await read(context, '/v1/carriers', Carriers)
    const [first] = carriers
    const found =
      carriers.length === 0
        ? 'no carrier is connected yet'
        : `${carriers.length} ${carriers.length === 1 ? 'carrier' : 'carriers'}, such as ${first?.friendly_name || first?.carrier_code}`
    return { summary: `Signed in${isSandbox ? ' to the sandbox' : ''}: ${found}.` }
  },
} as const satisfies Connector
