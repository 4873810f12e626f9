// Values that several actions take and give.
import { Type, type Static } from 'typebox'
import { Money } from '#connectors/kit/retail/money.ts'

const optionalText = (title: string, maxLength: number, description?: string) =>
  Type.Optional(Type.String({ title, minLength: 1, maxLength, ...(description && { description }) }))

export const Id = (title: string, description: string) => Type.String({ title, description, pattern: '^se(-[a-z0-9]+)+$', maxLength: 25 })
export const VendorCode = (title: string, description: string) => Type.String({ title, description, pattern: '^[A-Za-z0-9_-]{1,100}$' })
/**
 * The sender's own number of a shipment: what makes one label of many tries. It stands in paths, where servers read characters such as `/` otherwise
 * however they are written.
 */
export const Reference = (title: string, description: string) =>
  Type.String({ title, description, pattern: '^[A-Za-z0-9](?:[A-Za-z0-9 ._~:-]{0,48}[A-Za-z0-9])?$' })
export const Country = (title: string) => Type.String({ title, description: 'Two letters, such as US.', pattern: '^[A-Za-z]{2}$' })
const Positive = (title: string, description: string) =>
  Type.String({ title, description, pattern: '^(?=.*[1-9])(0|[1-9][0-9]{0,8})(\\.[0-9]{1,4})?$' })
const Value = (title: string, description: string) =>
  Type.Object(
    {
      amount: Type.String({ title: 'Amount', description: 'Decimal text.', pattern: '^(0|[1-9][0-9]{0,9})(\\.[0-9]{1,4})?$' }),
      currency: Money.properties.currency,
    },
    { title, description, additionalProperties: false },
  )

export const Address = Type.Object(
  {
    name: optionalText('Name', 100, 'Default: the company.'),
    company: optionalText('Company', 100),
    phone: optionalText('Phone', 40, 'Needed of the sender, and by many carriers abroad.'),
    email: optionalText('E-mail', 200),
    line1: Type.String({ title: 'Address line 1', minLength: 1, maxLength: 100 }),
    line2: optionalText('Address line 2', 100),
    line3: optionalText('Address line 3', 100),
    city: Type.String({ title: 'City', minLength: 1, maxLength: 100 }),
    region: optionalText('Region', 50, 'State or province code, such as ME. Default: the city, for countries that have none.'),
    postalCode: Type.String({ title: 'Postal code', minLength: 1, maxLength: 20 }),
    country: Country('Country'),
    isResidential: Type.Optional(Type.Boolean({ title: 'Residential', description: 'A home, not a business.' })),
  },
  { additionalProperties: false },
)
export type Address = Static<typeof Address>

const Weight = Type.Object(
  {
    value: Positive('Weight', 'Decimal text, above zero.'),
    unit: Type.Union([Type.Literal('gram'), Type.Literal('kilogram'), Type.Literal('ounce'), Type.Literal('pound')], { title: 'Unit' }),
  },
  { title: 'Weight', additionalProperties: false },
)

/** One kind of thing in a package, for the customs. */
export const Declared = Type.Object(
  {
    description: Type.String({ title: 'Description', minLength: 1, maxLength: 100 }),
    quantity: Type.Integer({ title: 'Quantity', minimum: 1, maximum: 100_000 }),
    value: Value('Value', 'Of one piece.'),
    weight: Type.Optional(Weight),
    harmonizedCode: optionalText('Tariff code', 20, 'Of the Harmonized System, such as 6912.00.'),
    countryOfOrigin: Type.Optional(Country('Country of origin')),
    sku: optionalText('SKU', 50),
  },
  { additionalProperties: false },
)
export type Declared = Static<typeof Declared>

export const PackageFields = {
  packageCode: Type.Optional(VendorCode('Package type', 'Such as package or flat_rate_envelope. Default: your own packaging.')),
  weight: Weight,
  dimensions: Type.Optional(
    Type.Object(
      {
        length: Positive('Length', 'Decimal text.'),
        width: Positive('Width', 'Decimal text.'),
        height: Positive('Height', 'Decimal text.'),
        unit: Type.Union([Type.Literal('centimeter'), Type.Literal('inch')], { title: 'Unit' }),
      },
      { title: 'Dimensions', additionalProperties: false },
    ),
  ),
  insuredValue: Type.Optional(Value('Insured value', 'Needs an insurance.')),
  reference: optionalText('Reference', 50, "The sender's own number of the package."),
  contents: optionalText('Contents', 35, 'In a few words.'),
}
export const Package = Type.Object(
  {
    ...PackageFields,
    products: Type.Optional(
      Type.Array(Declared, { title: 'Products', description: 'For the customs, where it goes abroad.', maxItems: 100 }),
    ),
  },
  { additionalProperties: false },
)
export type Package = Static<typeof Package>

export const Customs = Type.Object(
  {
    contents: Type.Union(
      [
        Type.Literal('merchandise'),
        Type.Literal('gift'),
        Type.Literal('documents'),
        Type.Literal('returned_goods'),
        Type.Literal('sample'),
        Type.Literal('other'),
      ],
      { title: 'Contents' },
    ),
    contentsExplanation: optionalText('What else', 100, 'Needed for other contents.'),
    nonDelivery: Type.Union([Type.Literal('return_to_sender'), Type.Literal('treat_as_abandoned')], {
      title: 'If it cannot be delivered',
    }),
    terms: Type.Optional(
      Type.Union([Type.Literal('dap'), Type.Literal('ddp'), Type.Literal('ddu')], {
        title: 'Terms of trade',
        description: 'Who pays duties: the receiver (dap, ddu) or the sender (ddp).',
      }),
    ),
  },
  { title: 'Customs', description: 'Needed where it goes abroad.', additionalProperties: false },
)

/** Where it goes from and how, without what is in it. */
export const HOW = {
  from: Type.Optional(Type.Object(Address.properties, { title: 'Ship from', description: 'Or a warehouse.', additionalProperties: false })),
  warehouseId: Type.Optional(Id('Warehouse', 'See "List warehouses". Or an address to ship from.')),
  shipDate: Type.Optional(
    Type.String({
      title: 'Ship date',
      description: 'YYYY-MM-DD. Default: today.',
      pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$',
    }),
  ),
  confirmation: Type.Optional(
    Type.Union(
      [
        Type.Literal('none', { title: 'None' }),
        Type.Literal('delivery', { title: 'Delivery' }),
        Type.Literal('signature', { title: 'Signature' }),
        Type.Literal('adult_signature', { title: 'Signature of an adult' }),
        Type.Literal('direct_signature', { title: 'Signature of the receiver' }),
      ],
      { title: 'Confirmation', description: 'Default: none.' },
    ),
  ),
  insurance: Type.Optional(
    Type.Union(
      [
        Type.Literal('carrier', { title: "The carrier's" }),
        Type.Literal('shipsurance', { title: 'Shipsurance' }),
        Type.Literal('third_party', { title: 'Another' }),
      ],
      { title: 'Insurance', description: 'Of the packages that have an insured value.' },
    ),
  ),
  customs: Type.Optional(Customs),
}
export const GOODS = {
  to: Type.Object(Address.properties, { title: 'Ship to', additionalProperties: false }),
  orderId: optionalText('Order id', 100, "The shop's."),
  packages: Type.Array(Package, { title: 'Packages', minItems: 1, maxItems: 50 }),
}
const Parcel = Type.Object({ ...HOW, ...GOODS }, { additionalProperties: false })
export type Parcel = Static<typeof Parcel>

export const PRINT = {
  format: Type.Optional(
    Type.Union([Type.Literal('pdf', { title: 'PDF' }), Type.Literal('png', { title: 'PNG' }), Type.Literal('zpl', { title: 'ZPL' })], {
      title: 'Format of the label',
      description: 'Default: PDF.',
    }),
  ),
  layout: Type.Optional(
    Type.Union([Type.Literal('4x6'), Type.Literal('letter'), Type.Literal('A4'), Type.Literal('A6')], {
      title: 'Size of the label',
      description: 'Default: 4x6.',
    }),
  ),
  validateAddress: Type.Optional(
    Type.Union(
      [
        Type.Literal('no_validation', { title: 'No' }),
        Type.Literal('validate_only', { title: 'Yes, and refuse a wrong one' }),
        Type.Literal('validate_and_clean', { title: 'Yes, and correct it' }),
      ],
      { title: 'Check the address', description: 'Default: no.' },
    ),
  ),
}
const Print = Type.Object(PRINT)
export type Print = Static<typeof Print>
