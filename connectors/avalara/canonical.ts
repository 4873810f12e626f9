// The retail model's order as a document of AvaTax. Pure.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CanonicalOrder } from '#connectors/kit/retail/order.ts'
import type { RecordedDocument } from './document.ts'
import { Address, Code } from './values.ts'

const text = (title: string, maxLength: number, description: string) =>
  Type.Optional(Type.String({ title, description, minLength: 1, maxLength }))

export const OrderOptions = Type.Object(
  {
    code: Type.Optional(Code('Code', "Default: the order's id.")),
    tax: Type.Union(
      [Type.Literal('charged', { title: 'As the shop has charged it' }), Type.Literal('calculated', { title: 'As AvaTax calculates it' })],
      {
        title: 'Tax',
        description: 'What a shopper has paid is what must be reported; calculated tax is for shops that charge none themselves.',
      },
    ),
    timeZone: Type.String({
      title: 'Time zone',
      description: "Of the seller: the order's day is counted in it, such as America/New_York.",
      maxLength: 60,
    }),
    from: Type.Object(Address.properties, { title: 'Ship from', description: 'Warehouse or store.', additionalProperties: false }),
    guestCode: text('Customer code of guests', 50, 'For orders without a customer. Default: GUEST.'),
    entityUseCode: text('Entity use code', 25, 'Where the customer is exempt.'),
    productTaxCode: text('Tax code of products', 25, 'For lines whose item AvaTax does not know.'),
    shippingTaxCode: text('Tax code of shipping', 25, 'Such as FR020100. Needed where shipping costs something.'),
    giftCardTaxCode: text(
      'Tax code of gift cards',
      25,
      'A code that is not taxed. Needed where a gift card is sold: it is no revenue yet.',
    ),
    locationCode: text('Reporting location', 50, 'Of the store, where tax is reported by location.'),
    commit: Type.Optional(Type.Boolean({ title: 'Commit', description: 'Ready for the tax return. Default: yes.' })),
  },
  { additionalProperties: false },
)
type OrderOptions = Static<typeof OrderOptions>

/**
 * Tips and duties are not part of what is sold and are left out. Throws `unbalanced` for an order whose lines, shipping and taxes are not its total, and
 * `action-input-invalid` where a tax code or an address is missing.
 */
export function documentOf(order: CanonicalOrder, options: OrderOptions): RecordedDocument {
  if (order.status === 'cancelled')
    throw new AppError('action-input-invalid', { message: say`The order ${order.name} is cancelled: there is no tax to record.` })
  mustBalance(order)
  const isCharged = options.tax === 'charged'
  const taxOf = (taxes: CanonicalOrder['taxes']) => ({ ...(isCharged && { tax: sum(taxes.map(({ amount }) => amount.amount)).toFixed() }) })
  const { taxesIncluded } = order
  const lines = order.lines
    .filter(({ quantity, lineTotal }) => quantity !== 0 || !new Decimal(lineTotal.amount).isZero())
    .map((line) => ({
      number: line.id.slice(0, 50),
      amount: new Decimal(line.lineTotal.amount).toFixed(),
      quantity: String(Math.abs(line.quantity)),
      ...(line.sku && { itemCode: line.sku.slice(0, 50) }),
      ...(line.isGiftCard
        ? { taxCode: need(options.giftCardTaxCode, 'the tax code of gift cards', order) }
        : options.productTaxCode !== undefined && { taxCode: options.productTaxCode }),
      description: [line.title, line.variantTitle].filter(Boolean).join(' / ').slice(0, 2_000) || 'Item',
      taxIncluded: taxesIncluded,
      ...taxOf(line.taxes),
    }))
  const shipping = order.shipping
    .filter(({ discountedPrice }) => !new Decimal(discountedPrice.amount).isZero())
    .map((line, index) => ({
      number: `shipping-${index + 1}`,
      amount: new Decimal(line.discountedPrice.amount).toFixed(),
      quantity: '1',
      taxCode: need(options.shippingTaxCode, 'the tax code of shipping', order),
      description: line.title.slice(0, 2_000) || 'Shipping',
      taxIncluded: taxesIncluded,
      ...taxOf(line.taxes),
    }))
  return {
    code: options.code ?? order.id,
    date: dayOf(order.processedAt, options.timeZone),
    customerCode: (order.customer?.id ?? options.guestCode ?? 'GUEST').slice(0, 50),
    currency: order.currency,
    ...placeOf(order, options.from),
    reference: order.name,
    lines: [...lines, ...shipping],
    ...(options.entityUseCode !== undefined && { entityUseCode: options.entityUseCode }),
    ...(options.locationCode !== undefined && { locationCode: options.locationCode }),
    ...(options.commit !== undefined && { commit: options.commit }),
  }
}

function placeOf(order: CanonicalOrder, from: Address): Pick<RecordedDocument, 'at' | 'from' | 'to'> {
  const to = order.shippingAddress
  if (!to) {
    if (order.location || order.billingAddress === null) return { at: from }
    throw new AppError('action-input-invalid', {
      message: say`The order ${order.name} has no address to ship to.`,
      fix: 'Give orders without shipping, such as downloads, by "Record a sale" with the address that counts for them.',
    })
  }
  const parts = { line1: to.address1, line2: to.address2, city: to.city, region: to.region, postalCode: to.postalCode, country: to.country }
  return { from, to: Object.fromEntries(Object.entries(parts).filter(([, value]) => value)) as Address }
}

/** Lines + shipping + tax that is not contained + tip + duties = total. */
function mustBalance(order: CanonicalOrder): void {
  const parts = [
    ...order.lines.map(({ lineTotal }) => lineTotal.amount),
    ...order.shipping.map(({ discountedPrice }) => discountedPrice.amount),
    ...(order.taxesIncluded ? [] : [order.taxTotal.amount]),
    order.tip.amount,
    order.duties?.amount ?? '0',
  ]
  const added = sum(parts)
  if (added.equals(order.total.amount)) return
  throw new AppError('unbalanced', {
    message: say`The parts of the order ${order.name} are ${added.toFixed(2)} ${order.currency}, its total is ${order.total.amount}.`,
  })
}

function need(code: string | undefined, what: string, order: CanonicalOrder): string {
  if (code !== undefined) return code
  throw new AppError('action-input-invalid', { message: say`The order ${order.name} needs ${what}.`, fix: 'Enter it in the step.' })
}

const sum = (amounts: readonly string[]) => amounts.reduce((total, amount) => total.plus(amount), new Decimal(0))

function dayOf(instant: string, timeZone: string): string {
  try {
    const parts = new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(
      new Date(instant),
    )
    const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
    return `${part('year')}-${part('month')}-${part('day')}`
  } catch (cause) {
    throw new AppError('action-input-invalid', { message: say`"${instant}" in the time zone "${timeZone}" is no day.`, cause })
  }
}
