import { expect, test } from 'vitest'
import type { TemplateDescriptor } from '#shared/model/descriptors.ts'
import { beginWizard, inTemplateLanguage, onlyFitting, toRequest } from './wizard-state.ts'

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

const inEnglish: TemplateDescriptor = {
  id: 'orders',
  version: '1.0.0',
  language: 'en',
  languages: ['en', 'de'],
  name: 'Orders',
  summary: '',
  readme: '',
  slots,
  questions: [],
  samples: [],
}
const inGerman: TemplateDescriptor = { ...inEnglish, language: 'de', name: 'Bestellungen' }

test('goes on in another language with what was chosen, and proposes the name in it', () => {
  const state = { ...beginWizard(inEnglish), environment: 'live', connections: { shop: 'c1' } } as const
  const next = inTemplateLanguage(state, inEnglish, inGerman)
  expect(toRequest(next, inGerman)).toEqual({
    name: 'Bestellungen',
    language: 'de',
    environment: 'live',
    connections: { shop: 'c1' },
    answers: {},
  })
})

test('a name that the person gave stays in another language', () => {
  expect(inTemplateLanguage({ ...beginWizard(inEnglish), name: 'Mine' }, inEnglish, inGerman).name).toBe('Mine')
})
