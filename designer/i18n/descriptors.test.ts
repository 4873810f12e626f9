import { beforeAll, expect, test, vi } from 'vitest'
import { connectorCatalog } from '#connectors/index.ts'
import type { ConnectorDescriptor } from '#shared/model/descriptors.ts'
import type * as Descriptors from './descriptors.ts'

let words: typeof Descriptors
beforeAll(async () => {
  vi.stubGlobal('localStorage', { getItem: () => 'de' })
  vi.resetModules()
  words = await import('./descriptors.ts')
})

const shopify = () => connectorCatalog.list().find(({ id }) => id === 'shopify') as ConnectorDescriptor

test('what a connector does, and what its connections are asked for, is said in German; ids and values stay', () => {
  const said = words.connectorInWords(shopify())
  expect(said.actions.find(({ id }) => id === 'get-order')).toMatchObject({
    label: 'Bestellung abrufen',
    description: 'Liest eine Bestellung mit allen Positionen, Steuern, Rabatten und Summen.',
  })
  expect(said.triggers.find(({ label }) => label === 'Bestellung angelegt')).toBeDefined()
  expect(Object.keys(said.config)).toEqual(Object.keys(shopify().config))
  expect(JSON.stringify(said.config)).toContain('Mit Shopify anmelden')
  expect(said.secrets['accessToken']?.label).toBe('Zugriffstoken der Admin-API')
  expect(said.actions[0]?.input).toBe(shopify().actions[0]?.input)
})

test('what a partner made without code stays in the partner’s words', () => {
  const own = { ...shopify(), custom: { partnerId: 'partner_1', version: 1 } }
  expect(words.connectorInWords(own)).toBe(own)
})
