// Building blocks of Shopify's webhook payloads. Amounts are decimal text; the `_set` members carry both currencies.
// Source: https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-orders/create
import { Type, type TSchema } from 'typebox'

export const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])

/** One of these texts. */
export const choice = <const V extends readonly string[]>(
  values: V,
  options: { title: string; description?: string; default?: V[number] },
) =>
  Type.Unsafe<V[number]>(
    Type.Union(
      values.map((value) => Type.Literal(value)),
      options,
    ),
  )

const titled = (title: string, description?: string) => ({ title, ...(description !== undefined && { description }) })
export const text = (title: string, description?: string) => Type.String(titled(title, description))
export const optionalText = (title: string, description?: string) => nullable(text(title, description))
export const flag = (title: string, description?: string) => Type.Boolean(titled(title, description))
export const list = <S extends TSchema>(items: S, title: string, description?: string) => Type.Array(items, titled(title, description))
export const instant = (title: string) => text(title, 'ISO 8601 with the offset of the shop')
export const amount = (title: string, description?: string) =>
  Type.String({ ...titled(title, description ?? 'In the currency of the shop'), pattern: '^-?[0-9]+(\\.[0-9]+)?$' })

/** Shopify's numbers for records. Beyond 2^53 they arrive as text; `admin_graphql_api_id` is always exact. */
export const id = (title: string) => Type.Union([Type.Integer(), Type.String({ pattern: '^[0-9]+$' })], titled(title))
export const gid = (title: string) => text(`${title}, global`, 'gid://shopify/…')

const CurrencyAmount = Type.Object({ amount: text('Amount'), currency_code: text('Currency') })
export const amountSet = (title: string) =>
  Type.Object(
    {
      shop_money: Type.Object(CurrencyAmount.properties, { title: 'In the currency of the shop' }),
      presentment_money: Type.Object(CurrencyAmount.properties, { title: 'In the currency of the shopper' }),
    },
    { title },
  )

export const TaxLine = Type.Object({
  title: text('Name', 'Such as Maine State Tax; the key for a tax lookup table'),
  rate: Type.Number({ title: 'Rate', description: '0.055 is 5.5 %' }),
  price: amount('Amount'),
  price_set: amountSet('Amount'),
  channel_liable: nullable(flag('Channel is liable', 'True when a marketplace collects and pays this tax')),
})

export const DiscountAllocation = Type.Object({
  amount: amount('Amount'),
  amount_set: amountSet('Amount'),
  discount_application_index: Type.Integer({ title: 'Index', description: 'Into discount_applications' }),
})

export const Address = {
  first_name: optionalText('First name'),
  last_name: optionalText('Last name'),
  name: optionalText('Name'),
  company: optionalText('Company'),
  address1: optionalText('Address line 1'),
  address2: optionalText('Address line 2'),
  city: optionalText('City'),
  province: optionalText('Province'),
  province_code: optionalText('Province code', 'Such as ME'),
  zip: optionalText('Postal code'),
  country: optionalText('Country'),
  country_code: optionalText('Country code', 'ISO 3166-1 alpha-2'),
  phone: optionalText('Phone'),
}

export const Duty = Type.Object({
  id: Type.Optional(id('Duty id')),
  harmonized_system_code: Type.Optional(optionalText('HS code')),
  country_code_of_origin: Type.Optional(optionalText('Country of origin')),
  shop_money: Type.Optional(Type.Object(CurrencyAmount.properties, { title: 'In the currency of the shop' })),
  presentment_money: Type.Optional(Type.Object(CurrencyAmount.properties, { title: 'In the currency of the shopper' })),
  tax_lines: Type.Optional(list(TaxLine, 'Taxes')),
})
