import { expect, it } from 'vitest'
import { kinship, sayListTag, sayTag, singular } from './tags.ts'

it.each([
  ['order.line.sku', 'order.line.sku', 'same'],
  ['order.line.sku', 'sale.line.sku', 'kin'],
  ['order.billingAddress.city', 'address.city', 'kin'],
  ['customer.email', 'order.customer.email', 'kin'],
  ['order.total', 'order.total.amount', 'same'],
  ['order.billingAddress.city', 'order.shippingAddress.city', undefined],
  ['order.id', 'product.id', undefined],
  ['order.total', 'order.taxTotal', undefined],
  ['order', 'product', undefined],
])('%s and %s: %s', (a, b, related) => {
  expect(kinship(a, b)).toBe(related)
  expect(kinship(b, a)).toBe(related)
})

it.each([
  ['order.line.sku', 'the line’s SKU'],
  ['order.billingAddress.postalCode', 'the billing address’s postal code'],
  ['order.total.amount', 'the order’s total'],
  ['order.customer.email', 'the customer’s e-mail'],
  ['order', 'the order'],
  ['order.name', 'the order’s number'],
  ['customer.name', 'the customer’s name'],
  ['order.processedAt', 'the order’s time of purchase'],
])('%s is said as %s', (tag, words) => expect(sayTag(tag)).toBe(words))

it.each([
  ['lines', 'line'],
  ['taxes', 'tax'],
  ['entries', 'entry'],
  ['addresses', 'address'],
  ['shipping', 'shipping'],
])('one of %s is a %s', (name, one) => expect(singular(name)).toBe(one))

it.each([
  ['order.line', 'the order’s lines'],
  ['order.line.tax', 'the line’s taxes'],
  ['payout.entry', 'the payout’s entries'],
  ['stock', 'stock levels'],
])('a list of %s is said as %s', (tag, words) => expect(sayListTag(tag)).toBe(words))
