import { expect, it } from 'vitest'
import { kinship, sayTag, singular } from './tags.ts'

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
])('%s is said as %s', (tag, words) => expect(sayTag(tag)).toBe(words))

it.each([
  ['lines', 'line'],
  ['taxes', 'tax'],
  ['entries', 'entry'],
  ['addresses', 'address'],
  ['shipping', 'shipping'],
])('one of %s is a %s', (name, one) => expect(singular(name)).toBe(one))
