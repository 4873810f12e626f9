// The retail model's order, as every shop and till connector gives it: one shape whatever the channel, money as decimal text with its
// currency. Amounts are in the shop's currency (the books' basis); `presentmentTotal` is what the shopper saw.
import { Type, type Static } from 'typebox'
import { moneyField } from './money.ts'
import { retailModel } from './speaking.ts'

const nullable = <S extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Object>>(schema: S) => Type.Union([schema, Type.Null()])
const text = (title: string, description?: string) => Type.String({ title, ...(description && { description }) })
const optionalText = (title: string, description?: string) => nullable(text(title, description))

export const CanonicalAddress = Type.Object({
  firstName: optionalText('First name'),
  lastName: optionalText('Last name'),
  company: optionalText('Company'),
  address1: optionalText('Address line 1'),
  address2: optionalText('Address line 2'),
  city: optionalText('City'),
  region: optionalText('Region', 'State or province code, such as ME'),
  postalCode: optionalText('Postal code'),
  country: optionalText('Country', 'ISO 3166-1 alpha-2'),
  phone: optionalText('Phone'),
})

const Tax = Type.Object({
  title: text('Name', 'As the shop calls it; the key for a tax lookup table'),
  rate: optionalText('Rate', 'Decimal text: 0.055 is 5.5 %'),
  amount: moneyField('Amount'),
})

const Discount = Type.Object({
  label: text('Label', 'Discount code or title'),
  amount: moneyField('Amount', 'Positive: what is taken off'),
})

const Attribute = Type.Object({ name: text('Name'), value: optionalText('Value') })

export const CanonicalLine = Type.Object({
  id: text('Line id', 'As the channel has it; match lines by it, never by SKU'),
  sku: optionalText('SKU'),
  title: text('Title'),
  variantTitle: optionalText('Variant'),
  variantId: optionalText('Variant id'),
  quantity: Type.Integer({ title: 'Quantity ordered' }),
  currentQuantity: Type.Integer({ title: 'Quantity now', description: 'After edits, removals and refunds' }),
  unitPrice: moneyField('Unit price', 'Before discounts; contains tax when taxesIncluded'),
  discounts: Type.Array(Discount, { title: 'Discounts', description: "This line's share of line and order discounts" }),
  discountTotal: moneyField('Discount total'),
  lineTotal: moneyField('Line total', 'Unit price x quantity - discounts'),
  taxes: Type.Array(Tax, { title: 'Taxes' }),
  isGiftCard: Type.Boolean({ title: 'Gift card', description: 'Sold as a liability, not as revenue' }),
  requiresShipping: Type.Boolean({ title: 'Requires shipping' }),
  taxable: Type.Boolean({ title: 'Taxable' }),
  attributes: Type.Array(Attribute, { title: 'Attributes' }),
})
export type CanonicalLine = Static<typeof CanonicalLine>

/** Said by the order, and still the customer's. */
const ofCustomer = <S extends ReturnType<typeof optionalText>>(schema: S, field: string): S =>
  retailModel(`order.customer.${field}`, schema)

const HEAD = {
  id: text('Order id', 'As the channel has it'),
  name: text('Order number', 'As shown to the shopper, such as #1042'),
  status: Type.Union([Type.Literal('open'), Type.Literal('closed'), Type.Literal('cancelled')], { title: 'Status' }),
  financialStatus: optionalText('Payment status', 'Such as paid, pending, partially_refunded'),
  fulfillmentStatus: text('Fulfilment status', 'Such as unfulfilled, partially_fulfilled, fulfilled'),
  createdAt: text('Created', 'ISO instant'),
  processedAt: text('Processed', 'ISO instant; earlier than created for imported orders'),
  updatedAt: text('Updated', 'ISO instant'),
  cancelledAt: optionalText('Cancelled', 'ISO instant'),
  currency: text('Currency', "The shop's currency"),
  presentmentCurrency: text('Presentment currency', "The shopper's currency"),
  email: ofCustomer(optionalText('E-mail'), 'email'),
  source: optionalText('Source', 'Such as web, pos'),
  tags: Type.Array(Type.String(), { title: 'Tags' }),
  total: moneyField('Total', 'As ordered'),
  presentmentTotal: moneyField('Total paid by the shopper', 'In the presentment currency'),
  currentTotal: moneyField('Total now', 'After edits, removals and refunds'),
  refunded: moneyField('Refunded'),
}

export const CanonicalOrderHead = retailModel('order', Type.Object(HEAD, { title: 'Order head' }))
export type CanonicalOrderHead = Static<typeof CanonicalOrderHead>

export const CanonicalOrder = retailModel(
  'order',
  Type.Object(
    {
      ...HEAD,
      cancelReason: optionalText('Cancel reason'),
      note: optionalText('Note'),
      phone: ofCustomer(optionalText('Phone'), 'phone'),
      taxesIncluded: Type.Boolean({ title: 'Prices include tax' }),
      paymentGateways: Type.Array(Type.String(), {
        title: 'Payment gateways',
        description: 'The tenders, such as shopify_payments, gift_card',
      }),
      attributes: Type.Array(Attribute, { title: 'Attributes' }),
      location: nullable(
        Type.Object({ id: text('Location id'), name: text('Location') }, { title: 'Store', description: 'For POS orders' }),
      ),
      customer: nullable(
        Type.Object(
          {
            id: text('Customer id'),
            firstName: optionalText('First name'),
            lastName: optionalText('Last name'),
            email: optionalText('E-mail'),
          },
          { title: 'Customer', description: 'Nothing for a till sale without one' },
        ),
      ),
      billingAddress: nullable(Type.Object(CanonicalAddress.properties, { title: 'Billing address' })),
      shippingAddress: nullable(Type.Object(CanonicalAddress.properties, { title: 'Shipping address' })),
      lines: Type.Array(CanonicalLine, { title: 'Lines' }),
      shipping: Type.Array(
        Type.Object({
          id: optionalText('Shipping line id'),
          code: optionalText('Code'),
          title: text('Title'),
          price: moneyField('Price', 'Before discounts'),
          discountedPrice: moneyField('Discounted price'),
          taxes: Type.Array(Tax, { title: 'Taxes' }),
        }),
        { title: 'Shipping' },
      ),
      discounts: Type.Array(
        Type.Object({
          label: text('Label'),
          kind: Type.Union([Type.Literal('code'), Type.Literal('automatic'), Type.Literal('manual'), Type.Literal('script')], {
            title: 'Kind',
          }),
          target: Type.Union([Type.Literal('line'), Type.Literal('shipping')], { title: 'Target' }),
        }),
        { title: 'Discounts' },
      ),
      taxes: Type.Array(Tax, { title: 'Taxes', description: 'Summed over the order' }),
      subtotal: moneyField('Subtotal', 'Lines after discounts'),
      discountTotal: moneyField('Discount total'),
      shippingTotal: moneyField('Shipping', 'Before discounts'),
      taxTotal: moneyField('Tax'),
      tip: moneyField('Tip'),
      duties: nullable(moneyField('Duties')),
      outstanding: moneyField('Outstanding', 'Still to be paid'),
    },
    { title: 'Order' },
  ),
)
export type CanonicalOrder = Static<typeof CanonicalOrder>
