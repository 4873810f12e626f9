// The connector, its simulator and one valid input for each action: what its tests and its contract check share.
import { generateKeyPairSync, sign } from 'node:crypto'
import type { Json } from '#shared/json.ts'
import type { ConformanceOptions } from '#connectors/kit/conformance.ts'
import type { CanonicalLine } from '#connectors/kit/retail/order.ts'
import { aLine, anOrder, usd } from '#connectors/kit/retail/order.testing.ts'
import { shipengine } from './index.ts'
import { createShipengineSimulator } from './simulator/index.ts'

export const SECRETS = { apiKey: 'TEST_0123456789abcdefghijklmnop' }

const KEY_ID = 'e5a7cd5e-0000-4000-8000-000000000001'
const ours = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const others = generateKeyPairSync('rsa', { modulusLength: 2_048 })
export const PUBLIC_KEYS = [{ id: KEY_ID, jwk: ours.publicKey.export({ format: 'jwk' }) }]

/** As the vendor signs; a key of its own for every other account's secret, which signs nothing here. */
export function signatureOf(body: Uint8Array | string, now: Date, key: 'ours' | 'others' = 'ours'): Record<string, string> {
  const timestamp = now.toISOString()
  const signed = Buffer.concat([Buffer.from(`${timestamp}.`), Buffer.from(body)])
  return {
    'x-shipengine-rsa-sha256-key-id': KEY_ID,
    'x-shipengine-rsa-sha256-signature': sign('sha256', signed, { ours, others }[key].privateKey).toString('base64'),
    'x-shipengine-timestamp': timestamp,
  }
}

export const ADA: Readonly<Record<string, Json>> = {
  name: 'Ada Finch',
  line1: '389 Congress St',
  city: 'Portland',
  region: 'ME',
  postalCode: '04101',
  country: 'US',
}
export const PACKAGE = { weight: { value: '800', unit: 'gram' } } as const
export const PARCEL = {
  reference: 'HF-1042-1',
  carrierId: 'se-1002',
  serviceCode: 'ups_ground',
  warehouseId: 'se-7001',
  to: ADA,
  packages: [PACKAGE],
}

const line = (id: string, sku: string, title: string, quantity: number, total: string, more: Partial<CanonicalLine> = {}) =>
  aLine({ id: `gid://shopify/LineItem/${id}`, sku, title, quantity, lineTotal: usd(total), ...more })
export const SHOP_ORDER = anOrder({
  total: usd('175.00'),
  lines: [
    line('1', 'HF-1004', 'Harbour mug', 3, '100.00'),
    line('2', 'HF-2001', 'Tideline lantern', 1, '25.00'),
    line('3', 'GIFT', 'Gift card', 1, '50.00', { isGiftCard: true, requiresShipping: false }),
  ],
})
export const OPTIONS = { carrierId: 'se-1002', serviceCode: 'ups_ground', warehouseId: 'se-7001', package: PACKAGE } as const

const { reference, carrierId: _, serviceCode: __, ...RATED } = PARCEL
const bought = { action: 'create-label', input: (nth: number) => ({ ...PARCEL, reference: nth === 0 ? reference : `HF-${nth}` }) } as const
const FIRST_LABEL = 'se-202889001'

const webhook = (id: string) => ({
  body: JSON.stringify(shipengine.triggers.find((one) => one.id === id)?.example),
  signatureHeader: 'x-shipengine-rsa-sha256-signature',
  sign: (body: Uint8Array, secrets: Readonly<Record<string, string>>, now: Date) =>
    signatureOf(body, now, secrets['apiKey'] === SECRETS.apiKey ? 'ours' : 'others'),
  publicKeys: PUBLIC_KEYS,
  staleAfterMs: 5 * 60_000,
})

export const SHIPENGINE_CASES: ConformanceOptions = {
  connector: shipengine,
  createSimulator: createShipengineSimulator,
  config: {},
  secrets: SECRETS,
  badSecrets: { apiKey: 'TEST_wrong0123456789abcdefghijk' },
  actions: {
    'create-label': { input: PARCEL, creates: 'labels' },
    'create-label-for-order': { input: { order: SHOP_ORDER, options: OPTIONS }, creates: 'labels' },
    'void-label': { input: { labelId: FIRST_LABEL }, after: bought },
    'get-label': { input: { reference }, after: bought },
    'get-rates': { input: RATED },
    track: { input: { labelId: FIRST_LABEL }, after: bought },
    'validate-address': { input: ADA },
    'list-carriers': { input: {} },
    'list-warehouses': { input: {} },
  },
  polls: { 'labels-created': { after: bought } },
  webhooks: Object.fromEntries(shipengine.triggers.map(({ id }) => [id, webhook(id)])),
}
