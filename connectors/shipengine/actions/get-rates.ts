// What carriers would take for a parcel, the cheapest first.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { Money, moneyOf } from '#connectors/kit/retail/money.ts'
import { read, wordsOf, write } from '../client.ts'
import { shipmentOf } from '../parcel.ts'
import { Carriers, Rated, type Rate } from '../schemas.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import { GOODS, HOW, Id, VendorCode } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { RATE_FIELDS } from '../retail.ts'

const Input = Type.Object(
  {
    carrierIds: Type.Optional(
      Type.Array(Id('Carrier', ''), { title: 'Carriers', description: 'Default: all.', minItems: 1, maxItems: 50 }),
    ),
    serviceCodes: Type.Optional(
      Type.Array(VendorCode('Service', ''), { title: 'Services', description: 'Default: all.', minItems: 1, maxItems: 50 }),
    ),
    currency: Type.Optional(Type.String({ title: 'Currency', description: 'Of the prices, such as USD.', pattern: '^[A-Z]{3}$' })),
    ...HOW,
    ...GOODS,
  },
  { additionalProperties: false },
)

const Output = Type.Object({
  rates: Type.Array(
    Type.Object({
      carrierId: Type.String({ title: 'Carrier id' }),
      carrier: orNull('Carrier', 'Code, such as ups'),
      carrierName: orNull('Name of the carrier'),
      service: Type.String({ title: 'Service', description: 'Code, such as ups_ground' }),
      serviceName: orNull('Name of the service'),
      packageType: orNull('Package type'),
      price: Type.Object(Money.properties, { title: 'Price', description: 'With insurance, confirmation, surcharges and tax' }),
      days: Type.Union([Type.Integer(), Type.Null()], { title: 'Days', description: 'Until it is delivered' }),
      deliveryDate: orNull('Delivery', 'As the carrier expects it'),
      isGuaranteed: Type.Boolean({ title: 'Guaranteed' }),
      isTrackable: Type.Boolean({ title: 'Trackable' }),
      warnings: Type.Array(Type.String(), { title: 'Warnings' }),
    }),
    { title: 'Prices', description: 'The cheapest first' },
  ),
  problems: Type.Array(Type.String(), { title: 'Problems', description: 'Why carriers or services have no price' }),
})

export const getRates = {
  id: 'get-rates',
  label: 'Get rates',
  description: 'What carriers would take for a parcel, the cheapest first.',
  effect: 'read',
  safety: 'upsert',
  input: speaking('order', Input, RATE_FIELDS),
  output: Output,
  example: {
    rates: [
      {
        carrierId: 'se-123890',
        carrier: 'ups',
        carrierName: 'UPS',
        service: 'ups_ground',
        serviceName: 'UPS Ground',
        packageType: 'package',
        price: { amount: '11.42', currency: 'USD' },
        days: 2,
        deliveryDate: '2026-03-04T00:00:00Z',
        isGuaranteed: false,
        isTrackable: true,
        warnings: [],
      },
    ],
    problems: [],
  },
  async run(input, context) {
    const { carrierIds, serviceCodes, currency, ...parcel } = parseInput(Input, input)
    const shipment = shipmentOf(parcel)
    const carriers = carrierIds ?? (await read(context, '/v1/carriers', Carriers)).carriers.map(({ carrier_id: id }) => id)
    if (carriers.length === 0) return { rates: [], problems: ['No carrier is connected in ShipEngine.'] }
    const json = {
      shipment,
      rate_options: {
        carrier_ids: carriers,
        ...(serviceCodes && { service_codes: serviceCodes }),
        ...(currency !== undefined && { preferred_currency: currency.toLowerCase() }),
      },
    }
    const { rate_response: answer } = await write(context, { method: 'POST', url: '/v1/rates', json, repeatable: true }, Rated)
    const invalid = (answer.invalid_rates ?? []).flatMap(({ service_code: service, error_messages: said }) =>
      (said ?? []).map((message) => `${service}: ${message}`),
    )
    const sums = (answer.rates ?? []).map((rate) => ({ rate, sums: sumsOf(rate) }))
    const mixed = sums.filter((one) => one.sums.size > 1).map(({ rate }) => `${rate.service_code}: its price is in several currencies.`)
    return {
      rates: sums
        .flatMap(({ rate, sums: [...byCurrency] }) => {
          const [only, another] = byCurrency
          return only && !another ? [toRate(rate, only[1], only[0])] : []
        })
        .toSorted((a, b) => a.price.currency.localeCompare(b.price.currency) || new Decimal(a.price.amount).cmp(b.price.amount)),
      problems: [...new Set([...wordsOf(answer.errors ?? []), ...invalid, ...mixed])],
    }
  },
} as const satisfies Action

/** What all parts come to, by currency. */
function sumsOf(rate: Rate): ReadonlyMap<string, Decimal> {
  const parts = [rate.shipping_amount, rate.insurance_amount, rate.confirmation_amount, rate.other_amount, rate.tax_amount]
  const sums = new Map<string, Decimal>()
  for (const [index, part] of parts.entries()) {
    // Parts of nothing may be in any currency.
    if (!part || (index > 0 && part.amount === 0)) continue
    const currency = part.currency.toUpperCase()
    sums.set(currency, (sums.get(currency) ?? new Decimal(0)).plus(part.amount))
  }
  return sums
}

const toRate = (rate: Rate, sum: Decimal, currency: string): Static<typeof Output>['rates'][number] => ({
  carrierId: rate.carrier_id,
  carrier: rate.carrier_code || null,
  carrierName: rate.carrier_friendly_name || null,
  service: rate.service_code,
  serviceName: rate.service_type || null,
  packageType: rate.package_type || null,
  price: moneyOf(sum, currency),
  days: rate.delivery_days ?? null,
  deliveryDate: rate.estimated_delivery_date ?? null,
  isGuaranteed: rate.guaranteed_service ?? false,
  isTrackable: rate.trackable ?? false,
  warnings: rate.warning_messages ?? [],
})
