// Prepares a real Medusa for tests: a channel, a region with tax, a stock location, a product, and orders as shoppers place them.
import { randomBytes } from 'node:crypto'
import { isRecord } from '#shared/json.ts'

type Body = Readonly<Record<string, unknown>>
// oxlint-disable-next-line typescript/no-explicit-any -- answers of a test's arrangements; a wrong guess fails the test
type Answer = any

export interface RealMedusa {
  readonly url: string
  readonly apiKey: string
  readonly sku: string
  readonly locationId: string
  /** Buys `quantity` pieces; answers the order's id. */
  readonly placeOrder: (quantity: number) => Promise<string>
}

export async function prepareMedusa(url: string): Promise<RealMedusa> {
  const tag = randomBytes(4).toString('hex')
  const { token } = await call(url, 'POST', '/auth/user/emailpass', { email: 'admin@example.com', password: 'admin-pw-1' })
  const { api_key: key } = await call(
    url,
    'POST',
    '/admin/api-keys',
    { title: `test ${tag}`, type: 'secret' },
    { authorization: `Bearer ${token}` },
  )
  const signedIn = { authorization: `Basic ${Buffer.from(`${key.token}:`).toString('base64')}` }
  const admin = (method: string, path: string, body?: Body) => call(url, method, path, body, signedIn)

  const { sales_channel: channel } = await admin('POST', '/admin/sales-channels', { name: `Web ${tag}` })
  const { stock_location: location } = await admin('POST', '/admin/stock-locations', {
    name: `Main ${tag}`,
    address: { address_1: '1 Main St', country_code: 'us' },
  })
  await admin('POST', `/admin/stock-locations/${location.id}/sales-channels`, { add: [channel.id] })
  const { regions } = await admin('GET', '/admin/regions')
  const region =
    regions.find(({ countries }: Answer) => countries?.some(({ iso_2: code }: Answer) => code === 'us')) ??
    (
      await admin('POST', '/admin/regions', {
        name: 'US',
        currency_code: 'usd',
        countries: ['us'],
        payment_providers: ['pp_system_default'],
      })
    ).region
  const { tax_regions: taxes } = await admin('GET', '/admin/tax-regions?country_code=us')
  if (taxes.length === 0) {
    await admin('POST', '/admin/tax-regions', {
      country_code: 'us',
      provider_id: 'tp_system',
      default_tax_rate: { rate: 10, code: 'vat10', name: 'Sales tax' },
    })
  }
  const set = (
    await admin('POST', `/admin/stock-locations/${location.id}/fulfillment-sets?fields=id,*fulfillment_sets`, {
      name: `Ship ${tag}`,
      type: 'shipping',
    })
  ).stock_location.fulfillment_sets[0]
  const zone = (
    await admin('POST', `/admin/fulfillment-sets/${set.id}/service-zones?fields=id,*service_zones`, {
      name: `US ${tag}`,
      geo_zones: [{ type: 'country', country_code: 'us' }],
    })
  ).fulfillment_set.service_zones[0]
  await admin('POST', `/admin/stock-locations/${location.id}/fulfillment-providers`, { add: ['manual_manual'] })
  const profile =
    (await admin('GET', '/admin/shipping-profiles')).shipping_profiles[0] ??
    (await admin('POST', '/admin/shipping-profiles', { name: 'Default', type: 'default' })).shipping_profile
  const { shipping_option: option } = await admin('POST', '/admin/shipping-options', {
    name: 'Standard',
    service_zone_id: zone.id,
    shipping_profile_id: profile.id,
    provider_id: 'manual_manual',
    price_type: 'flat',
    type: { label: 'Standard', description: 'Standard', code: 'standard' },
    prices: [{ currency_code: 'usd', amount: 5 }],
    rules: [],
  })
  const sku = `SHOE-${tag}`
  const { product } = await admin('POST', '/admin/products', {
    title: 'Trail shoe',
    handle: `shoe-${tag}`,
    status: 'published',
    shipping_profile_id: profile.id,
    sales_channels: [{ id: channel.id }],
    options: [{ title: 'Size', values: ['42'] }],
    variants: [{ title: '42', sku, manage_inventory: true, options: { Size: '42' }, prices: [{ currency_code: 'usd', amount: 79.5 }] }],
  })
  const { inventory_items: items } = await admin('GET', `/admin/inventory-items?sku=${sku}`)
  await admin('POST', `/admin/inventory-items/${items[0].id}/location-levels`, { location_id: location.id, stocked_quantity: 25 })
  const code = `SAVE${tag.toUpperCase()}`
  await admin('POST', '/admin/promotions', {
    code,
    type: 'standard',
    status: 'active',
    application_method: {
      type: 'percentage',
      target_type: 'items',
      allocation: 'across',
      value: 10,
      currency_code: 'usd',
      target_rules: [],
    },
  })
  const { api_key: publishable } = await admin('POST', '/admin/api-keys', { title: `pk ${tag}`, type: 'publishable' })
  await admin('POST', `/admin/api-keys/${publishable.id}/sales-channels`, { add: [channel.id] })
  const store = (path: string, body?: Body) => call(url, 'POST', path, body, { 'x-publishable-api-key': publishable.token })

  return {
    url,
    apiKey: key.token,
    sku,
    locationId: location.id,
    async placeOrder(quantity) {
      const address = {
        first_name: 'Ada',
        last_name: 'Buyer',
        address_1: '1 Main St',
        city: 'New York',
        province: 'us-ny',
        postal_code: '10001',
        country_code: 'us',
      }
      const { cart } = await store('/store/carts', { region_id: region.id, sales_channel_id: channel.id, email: `ada.${tag}@example.com` })
      await store(`/store/carts/${cart.id}/line-items`, { variant_id: product.variants[0].id, quantity })
      await store(`/store/carts/${cart.id}`, { shipping_address: address, billing_address: address, promo_codes: [code] })
      await store(`/store/carts/${cart.id}/shipping-methods`, { option_id: option.id })
      const { payment_collection: collection } = await store('/store/payment-collections', { cart_id: cart.id })
      await store(`/store/payment-collections/${collection.id}/payment-sessions`, { provider_id: 'pp_system_default' })
      const { order } = await store(`/store/carts/${cart.id}/complete`)
      const { order: placed } = await admin('GET', `/admin/orders/${order.id}?fields=id,*payment_collections.payments`)
      await admin('POST', `/admin/payments/${placed.payment_collections[0].payments[0].id}/capture`, {})
      return order.id as string
    },
  }
}

async function call(
  url: string,
  method: string,
  path: string,
  body?: Body,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await fetch(url + path, {
    method,
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`)
  const answer: unknown = JSON.parse(text)
  return isRecord(answer) ? answer : {}
}
