// The retail model's order as a parcel: whom it goes to, and which of its lines are in it. Pure.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { minorDigits } from '#connectors/kit/retail/money.ts'
import type { CanonicalLine, CanonicalOrder } from '#connectors/kit/retail/order.ts'
import type { CanonicalShipment } from '#connectors/kit/retail/shipment.ts'
import { Country, HOW, Id, PackageFields, PRINT, Reference, VendorCode, type Address, type Declared, type Parcel } from './values.ts'

export const OrderOptions = Type.Object(
  {
    reference: Type.Optional(
      Reference(
        'Reference',
        "The same one is one label. Default: the order's id (what is after its last slash); give another for each further parcel of an order.",
      ),
    ),
    carrierId: Id('Carrier', 'See "List carriers".'),
    serviceCode: VendorCode('Service', 'Such as ups_ground.'),
    ...HOW,
    package: Type.Object(PackageFields, { title: 'Package', additionalProperties: false }),
    lines: Type.Optional(
      Type.Array(
        Type.Object(
          {
            lineId: Type.String({ title: 'Line id', minLength: 1, maxLength: 100 }),
            quantity: Type.Integer({ title: 'Quantity', minimum: 1, maximum: 100_000 }),
          },
          { additionalProperties: false },
        ),
        { title: 'Lines', description: 'What is in the parcel. Default: all that is shipped.', minItems: 1, maxItems: 500 },
      ),
    ),
    origins: Type.Optional(
      Type.Array(
        Type.Object(
          {
            sku: Type.String({ title: 'SKU', minLength: 1, maxLength: 100 }),
            harmonizedCode: Type.Optional(Type.String({ title: 'Tariff code', minLength: 1, maxLength: 20 })),
            countryOfOrigin: Type.Optional(Country('Country of origin')),
          },
          { additionalProperties: false },
        ),
        { title: 'Tariff codes and origins', description: 'For the customs, where it goes abroad.', maxItems: 500 },
      ),
    ),
    ...PRINT,
  },
  { additionalProperties: false },
)
type OrderOptions = Static<typeof OrderOptions>

interface OrderParcel {
  readonly reference: string
  readonly parcel: Parcel
  readonly items: readonly object[]
  readonly lines: CanonicalShipment['lines']
}

/** Throws `action-input-invalid` for an order that cannot be shipped like this. */
export function parcelOf(order: CanonicalOrder, options: OrderOptions): OrderParcel {
  if (order.status === 'cancelled') throw wrong(`The order ${order.name} is cancelled.`)
  const { from, warehouseId, shipDate, confirmation, insurance, customs } = options
  const chosen = chosenLines(order, options)
  return {
    // Of an id such as gid://shopify/Order/5123456789 its number.
    reference: options.reference ?? order.id.slice(order.id.lastIndexOf('/') + 1),
    parcel: {
      to: receiverOf(order),
      orderId: order.id,
      ...(from && { from }),
      ...(warehouseId !== undefined && { warehouseId }),
      ...(shipDate !== undefined && { shipDate }),
      ...(confirmation && { confirmation }),
      ...(insurance && { insurance }),
      ...(customs && { customs }),
      packages: [
        { ...options.package, ...(customs && { products: chosen.map(([line, quantity]) => declared(order, line, quantity, options)) }) },
      ],
    },
    items: chosen.map(([line, quantity]) => ({
      name: titleOf(line).slice(0, 200),
      quantity,
      ...(line.sku && { sku: line.sku }),
      external_order_id: order.id,
      external_order_item_id: line.id,
    })),
    lines: chosen.map(([line, quantity]) => ({ lineId: line.id, sku: line.sku, quantity })),
  }
}

function chosenLines(order: CanonicalOrder, options: OrderOptions): readonly (readonly [CanonicalLine, number])[] {
  const shipped = order.lines.filter(({ requiresShipping, currentQuantity }) => requiresShipping && currentQuantity > 0)
  if (!options.lines) {
    if (shipped.length === 0) throw wrong(`The order ${order.name} has nothing that is shipped.`)
    return shipped.map((line) => [line, line.currentQuantity] as const)
  }
  const ids = options.lines.map(({ lineId }) => lineId)
  if (new Set(ids).size < ids.length) throw wrong(`A line of the order ${order.name} is named twice.`)
  return options.lines.map(({ lineId, quantity }) => {
    const line = shipped.find(({ id }) => id === lineId)
    if (!line) throw wrong(`The order ${order.name} has no line ${lineId} that is shipped.`)
    if (quantity > line.currentQuantity)
      throw wrong(`The parcel has ${quantity} of ${titleOf(line)}, and the order ${order.name} has ${line.currentQuantity}.`)
    return [line, quantity] as const
  })
}

function receiverOf(order: CanonicalOrder): Address {
  const to = order.shippingAddress
  if (!to) throw wrong(`The order ${order.name} has no address to ship to.`)
  const { address1, city, postalCode, country } = to
  if (!address1 || !city || !postalCode || !country)
    throw wrong(`The address of the order ${order.name} is not complete: it needs a street, a city, a postal code and a country.`)
  const name = [to.firstName, to.lastName].filter(Boolean).join(' ')
  const email = order.email ?? order.customer?.email
  const phone = to.phone ?? order.phone
  return {
    ...(name !== '' && { name }),
    ...(to.company && { company: to.company }),
    ...(phone && { phone }),
    ...(email && { email }),
    line1: address1,
    ...(to.address2 && { line2: to.address2 }),
    city,
    ...(to.region && { region: to.region }),
    postalCode,
    country,
  }
}

/** What was paid for one piece, without tax. */
function declared(order: CanonicalOrder, line: CanonicalLine, quantity: number, { origins = [] }: OrderOptions): Declared {
  const contained = order.taxesIncluded ? line.taxes.map(({ amount }) => amount.amount) : []
  const net = contained.reduce((left, tax) => left.minus(tax), new Decimal(line.lineTotal.amount))
  const each = net.div(line.quantity).toDecimalPlaces(minorDigits(order.currency), Decimal.ROUND_HALF_UP)
  const origin = line.sku === null ? undefined : origins.find(({ sku }) => sku === line.sku)
  return {
    description: titleOf(line).slice(0, 100),
    quantity,
    value: { amount: each.toFixed(minorDigits(order.currency)), currency: order.currency },
    ...(line.sku && { sku: line.sku.slice(0, 50) }),
    ...(origin?.harmonizedCode !== undefined && { harmonizedCode: origin.harmonizedCode }),
    ...(origin?.countryOfOrigin !== undefined && { countryOfOrigin: origin.countryOfOrigin }),
  }
}

const titleOf = ({ title, variantTitle }: CanonicalLine) => [title, variantTitle].filter(Boolean).join(' / ') || 'Item'
const wrong = (message: string) => new AppError('action-input-invalid', { message })
