// A believable order in the shape of Shopify's webhook. Whatever the caller gives stands; what is missing is made up, the same way
// each time for the same number, and the totals are computed from the lines.
import { isRecord } from '#shared/json.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { completeLine, productLine, shippingLine } from './order-lines.ts'
import { totalsOf } from './order-totals.ts'
import { locationAt, pick, PRODUCTS, randomFrom, SHOPPERS, type Shop, type Shopper } from './shop.ts'

export interface NewOrder {
  /** 1, 2, 3…: decides everything that is made up. */
  readonly sequence: number
  readonly shop: Shop
  readonly now: Date
  readonly payload: SimulatorRecord
}

export const FIRST_NUMBER = 1_000

export function newOrder({ sequence, shop, now, payload }: NewOrder): SimulatorRecord {
  const random = randomFrom(sequence * 7_919)
  const shopper = pick(SHOPPERS, random)
  const at = shopTime(now, shop.timezone)
  const id = identityOf(payload['id']) ?? 6_151_042_000_000 + sequence * 131_071
  const orderNumber = FIRST_NUMBER + sequence
  const currency = String(payload['currency'] ?? shop.currency)
  const money = { currency, presentment: String(payload['presentment_currency'] ?? currency) }
  const taxesIncluded = payload['taxes_included'] === true

  const lines =
    listOf(payload['line_items']) ??
    Array.from({ length: 1 + random(3) }, (_, index) =>
      productLine(PRODUCTS[(sequence + index * 5 + random(4)) % PRODUCTS.length] ?? pick(PRODUCTS, random), 1 + random(2)),
    )
  const lineItems = lines.map((line, index) =>
    completeLine(line, { id: 15_204_000_000_000 + sequence * 1_000 + index, money, taxesIncluded }),
  )
  const confirmation = confirmationNumber(random)
  const isTill = payload['source_name'] === 'pos'
  const shipping = (
    listOf(payload['shipping_lines']) ?? (isTill ? [] : [{ title: 'Standard delivery', code: 'STANDARD', price: '4.95' }])
  ).map((line, index) => shippingLine(line, { id: 5_180_000_000_000 + sequence * 10 + index, money, taxesIncluded }))
  const address = addressOf(shopper)
  const made: SimulatorRecord = {
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    app_id: isTill ? 129785 : 580111,
    browser_ip: isTill ? null : '203.0.113.7',
    buyer_accepts_marketing: false,
    cancel_reason: null,
    cancelled_at: null,
    cart_token: null,
    checkout_token: null,
    client_details: null,
    closed_at: null,
    confirmation_number: confirmation,
    confirmed: true,
    contact_email: shopper.email,
    created_at: at,
    currency,
    customer_locale: 'en-GB',
    device_id: null,
    discount_applications: [],
    discount_codes: [],
    duties_included: false,
    email: shopper.email,
    estimated_taxes: false,
    financial_status: 'paid',
    fulfillment_status: null,
    landing_site: null,
    landing_site_ref: null,
    location_id: isTill ? locationAt(1).id : null,
    merchant_business_entity_id: 'MTcwMTEyMjMzMDAx',
    merchant_of_record_app_id: null,
    name: `#${orderNumber}`,
    note: null,
    note_attributes: [],
    number: sequence,
    order_number: orderNumber,
    order_status_url: `https://${shop.domain}/${shop.id}/orders/${confirmation.toLowerCase()}/authenticate?key=simulated`,
    payment_gateway_names: [isTill ? 'cash' : 'shopify_payments'],
    phone: null,
    po_number: null,
    presentment_currency: money.presentment,
    processed_at: payload['created_at'] ?? at,
    reference: null,
    referring_site: null,
    source_identifier: null,
    source_name: 'web',
    source_url: null,
    tags: '',
    tax_exempt: false,
    taxes_included: taxesIncluded,
    test: false,
    token: confirmation.toLowerCase().padStart(32, '0'),
    total_weight: lineItems.reduce((sum, line) => sum + Number(line['grams']) * Number(line['quantity']), 0),
    updated_at: at,
    user_id: null,
    billing_address: isTill ? null : address,
    customer: isTill ? null : customerOf(shopper, address, currency, at),
    fulfillments: [],
    payment_terms: null,
    refunds: [],
    shipping_address: isTill ? null : address,
    returns: [],
    line_item_groups: [],
  }
  const known = { ...made, ...payload, line_items: lineItems, shipping_lines: shipping }
  return { ...made, ...totalsOf(known, money), ...known }
}

/** ISO 8601 with the shop's offset, as Shopify writes times into webhooks. */
export function shopTime(now: Date, timeZone: string): string {
  const offset =
    new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
      .formatToParts(now)
      .find(({ type }) => type === 'timeZoneName')
      ?.value.replace('GMT', '') || '+00:00'
  const minutes = (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6))) * (offset.startsWith('-') ? -1 : 1)
  return new Date(now.getTime() + minutes * 60_000).toISOString().slice(0, 19) + offset
}

/** As given: one that is too long for a number comes as text and stays text. */
function identityOf(value: unknown): number | string | undefined {
  return typeof value === 'number' || typeof value === 'string' ? value : undefined
}

function listOf(value: unknown): SimulatorRecord[] | undefined {
  return Array.isArray(value) ? value.filter(isRecord) : undefined
}

function confirmationNumber(random: (below: number) => number): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  return Array.from({ length: 9 }, () => letters[random(letters.length)]).join('')
}

function addressOf(shopper: Shopper): SimulatorRecord {
  return {
    first_name: shopper.first_name,
    address1: shopper.address1,
    phone: shopper.phone,
    city: shopper.city,
    zip: shopper.zip,
    province: null,
    country: 'United Kingdom',
    last_name: shopper.last_name,
    address2: null,
    company: null,
    latitude: null,
    longitude: null,
    name: `${shopper.first_name} ${shopper.last_name}`,
    country_code: 'GB',
    province_code: null,
  }
}

function customerOf(shopper: Shopper, address: SimulatorRecord, currency: string, at: string): SimulatorRecord {
  return {
    id: shopper.id,
    created_at: at,
    updated_at: at,
    first_name: shopper.first_name,
    last_name: shopper.last_name,
    state: 'disabled',
    note: null,
    verified_email: true,
    multipass_identifier: null,
    tax_exempt: false,
    email: shopper.email,
    phone: shopper.phone,
    currency,
    tax_exemptions: [],
    admin_graphql_api_id: `gid://shopify/Customer/${shopper.id}`,
    default_address: { id: shopper.id + 1_000_000, customer_id: shopper.id, ...address, country_name: 'United Kingdom', default: true },
  }
}
