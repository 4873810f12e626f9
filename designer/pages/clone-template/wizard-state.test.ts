import { expect, test } from 'vitest'
import { onlyFitting } from './wizard-state.ts'

const slots = { shop: { connector: 'shopify', label: 'Shop' }, erp: { connector: 'odoo', label: 'ERP' } }
const shop = { id: 'c1', connector: 'shopify', environment: 'test' } as const
const erp = { id: 'c2', connector: 'odoo', environment: 'test' } as const
const fresh = { environment: 'test', connections: {} } as const

test('chooses the only connection that fits a slot', () => {
  expect(onlyFitting(fresh, slots, [shop, erp])).toEqual({ shop: 'c1', erp: 'c2' })
})

test('leaves the choice among several to the person', () => {
  expect(onlyFitting(fresh, slots, [shop, { ...shop, id: 'c3' }])).toEqual({})
})

test('keeps what was chosen and passes over the other environment', () => {
  expect(onlyFitting({ ...fresh, connections: { shop: 'c9' } }, slots, [shop, { ...erp, environment: 'live' }])).toEqual({})
})
