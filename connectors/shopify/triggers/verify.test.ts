import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readSecrets } from '#connectors/kit/call-context.ts'
import { ordersCreate } from './orders-create.ts'

const secret = 'shpss_5f2c7a1b9d3e4f60'
const shop = 'harbour-finch.myshopify.com'
const config = { shop }
const sign = (body: string | Uint8Array, key = secret) => createHmac('sha256', key).update(body).digest('base64')

function deliver(body: string | Uint8Array, headers: Record<string, string> = {}, secrets: Record<string, string> = { apiSecret: secret }) {
  const given = {
    'x-shopify-hmac-sha256': sign(body),
    'x-shopify-shop-domain': shop,
    'x-shopify-topic': 'orders/create',
    'x-shopify-event-id': 'event-1',
    'x-shopify-webhook-id': 'webhook-1',
    ...headers,
  }
  return ordersCreate.verify(
    {
      method: 'POST',
      url: 'https://hooks.example/hooks/t',
      headers: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== 'absent')),
      body: typeof body === 'string' ? Buffer.from(body) : body,
    },
    { config, secrets: readSecrets(secrets), now: new Date() },
  )
}
const codeOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    return (error as { code: string }).code
  }
  return 'accepted'
}

describe('a delivery', () => {
  it.each([
    ['plain', '{"id":1}'],
    ['pretty-printed', '{\n  "id": 1\n}\n'],
    ['with CRLF', '{\r\n"id":1\r\n}'],
    ['unicode', '{"name":"Siân O’Connor 🛍"}'],
    ['escaped unicode', '{"name":"Si\\u00e2n"}'],
    ['empty', ''],
    ['not JSON', 'hello'],
  ])('is checked on its bytes: %s', (_, body) => {
    expect(deliver(body)).toEqual({ deliveryId: 'event-1', vendorEvent: 'orders/create' })
  })
  it('may hold bytes that are no text', () => {
    expect(deliver(Uint8Array.from([0xff, 0xfe, 0, 1]))).toMatchObject({ deliveryId: 'event-1' })
  })
  it('is signed by a known answer', () => {
    // Computed with `printf '{"id":1}' | openssl dgst -sha256 -hmac hush -binary | base64`.
    const signature = 'VnKUjZsLuN5iZWjn5EntcBVCF9kMN43LglzCE1/GSeY='
    expect(deliver('{"id":1}', { 'x-shopify-hmac-sha256': signature }, { apiSecret: 'hush' })).toMatchObject({ deliveryId: 'event-1' })
  })
  it('keeps its id whatever the case of the header names', () => {
    const body = '{}'
    const headers = { 'X-Shopify-Hmac-SHA256': sign(body), 'x-shopify-hmac-sha256': 'absent' }
    expect(deliver(body, headers)).toMatchObject({ deliveryId: 'event-1' })
  })
  it('falls back to the id of the webhook', () => {
    expect(deliver('{}', { 'x-shopify-event-id': 'absent' })).toMatchObject({ deliveryId: 'webhook-1' })
  })
  it('may name the shop in capitals', () => {
    expect(deliver('{}', { 'x-shopify-shop-domain': shop.toUpperCase() })).toMatchObject({ deliveryId: 'event-1' })
  })
})

describe('a delivery is refused as signature-invalid', () => {
  const body = '{"id":1,"total":"10.00"}'
  it('when any one byte differs', () => {
    for (let at = 0; at < body.length; at++) {
      const bytes = Buffer.from(body)
      bytes[at] = (bytes[at] ?? 0) ^ 1
      expect(codeOf(() => deliver(bytes, { 'x-shopify-hmac-sha256': sign(body) }))).toBe('signature-invalid')
    }
  })
  it('when the same JSON is written differently', () => {
    const signature = sign(body)
    expect(codeOf(() => deliver(JSON.stringify(JSON.parse(body), null, 2), { 'x-shopify-hmac-sha256': signature }))).toBe(
      'signature-invalid',
    )
  })
  it.each([
    ['absent', 'absent'],
    ['empty', ''],
    ['too short', sign(body).slice(0, -5)],
    ['too long', `${sign(body)}AAAA`],
    ['hexadecimal', createHmac('sha256', secret).update(body).digest('hex')],
    ['sent twice', `${sign(body)}, ${sign(body)}`],
    ['URL-safe base64', createHmac('sha256', secret).update(body).digest('base64url')],
    ['with a space before', ` ${sign(body)}`],
    ['with a line break', `${sign(body)}\n`],
    ['not Latin', 'ключ'.repeat(11)],
    ['huge', 'A'.repeat(1_000_000)],
    ["another app's", sign(body, 'shpss_another')],
  ])('when its signature is %s', (_, signature) => {
    expect(codeOf(() => deliver(body, { 'x-shopify-hmac-sha256': signature }))).toBe('signature-invalid')
  })
  it('when the signature stands under two spellings', () => {
    expect(codeOf(() => deliver(body, { 'X-Shopify-Hmac-Sha256': sign(body) }))).toBe('signature-invalid')
  })
  it.each(['absent', 'juniper-vale.myshopify.com', `${shop}.evil.example`, `${shop}, ${shop}`])('when it names the shop %j', (domain) => {
    expect(codeOf(() => deliver(body, { 'x-shopify-shop-domain': domain }))).toBe('signature-invalid')
  })
  it('when the connection has no secret, or an empty one', () => {
    const signature = { 'x-shopify-hmac-sha256': sign(body, '') }
    expect(codeOf(() => deliver(body, signature, {}))).toBe('signature-invalid')
    expect(codeOf(() => deliver(body, signature, { apiSecret: '' }))).toBe('signature-invalid')
  })
})

describe('a signed delivery is refused as delivery-rejected', () => {
  it.each(['absent', 'orders/updated', 'ORDERS_CREATE', 'orders/create, orders/create', '<b>'])('when its topic is %j', (topic) => {
    expect(codeOf(() => deliver('{}', { 'x-shopify-topic': topic }))).toBe('delivery-rejected')
  })
  it('when it has no usable id', () => {
    expect(codeOf(() => deliver('{}', { 'x-shopify-event-id': 'absent', 'x-shopify-webhook-id': 'absent' }))).toBe('delivery-rejected')
    expect(codeOf(() => deliver('{}', { 'x-shopify-event-id': 'a, b' }))).toBe('delivery-rejected')
  })
})
