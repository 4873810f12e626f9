// Makes a product, or changes what differs. Its ref is there once.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { isRecord } from '#shared/json.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { SystemFields } from '#connectors/kit/discover.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { identityOf } from '../auth.ts'
import { condition, create, find, press, read } from '../client.ts'
import { extraFields, PRODUCTS, writesExtraFields } from '../extra-fields.ts'
import { ExternalProduct, PRODUCT, Product, toProduct } from '../product.ts'
import { Amount, decimalOf, numberOf, Reference, Text, textOf } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PRODUCT_INPUT_FIELDS } from '../retail.ts'

const Input = Type.Object(
  {
    ref: Reference('Ref', 'Of the product, such as its SKU. One of this ref is changed, not made again.', 128),
    label: Text('Label', 'Its name.', 255),
    description: Type.Optional(Text('Description', 'Unchanged when empty.', 4_000)),
    barcode: Type.Optional(Text('Bar code', 'Unchanged when empty.', 180)),
    price: Type.Optional(Amount('Price', 'Without tax, decimal text with a point. Unchanged when empty.')),
    taxRate: Type.Optional(Amount('Tax rate', 'In per cent. Unchanged when empty.')),
    isService: Type.Optional(Type.Boolean({ title: 'Service', description: 'For one that is made. Default: a product.' })),
    forSale: Type.Optional(Type.Boolean({ title: 'For sale', description: 'Default for one that is made: yes. Unchanged when empty.' })),
    fields: SystemFields,
  },
  { additionalProperties: false },
)
type Wanted = Static<typeof Input>

export const upsertProduct = {
  id: 'upsert-product',
  label: 'Create or change a product',
  description: 'Makes the product of this ref, or changes what differs.',
  effect: 'write',
  safety: 'upsert',
  discover: writesExtraFields(PRODUCTS),
  input: speaking('product', Input, PRODUCT_INPUT_FIELDS),
  output: Type.Object({ product: Product }),
  example: { product: PRODUCT },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    const { ref, isService = false } = wanted
    return await oneAtATime(JSON.stringify([identityOf(context.config), 'products', ref]), async () => {
      const known = await find(context, 'products', ExternalProduct, [condition('ref', '=', ref)])
      const added = await extraFields(context, PRODUCTS, wanted.fields)
      const changes = { ...changesOf(wanted, known), ...newIn(added, known) }
      if (known && Object.keys(changes).length === 0) return { product: toProduct(known, context) }
      if (known) await press(context, `products/${known.id}`, changes, 'PUT')
      const made = { ref, type: isService ? 1 : 0, status: 1, price_base_type: 'HT', ...changes }
      const id = known ? String(known.id) : await create(context, 'products', made)
      const product = await read(context, `products/${id}`, ExternalProduct)
      if (!product) throw new AppError('vendor-answer-invalid', { message: 'Dolibarr does not find the product that it wrote.' })
      return { product: toProduct(product, context) }
    })
  },
} as const satisfies Action

function changesOf(
  { label, description, barcode, price, taxRate, forSale }: Wanted,
  known: Static<typeof ExternalProduct> | undefined,
): object {
  const differs = (wanted: string | undefined, held: string) => wanted !== undefined && (!known || wanted !== held)
  const amountDiffers = (wanted: string | undefined, held: string) => wanted !== undefined && (!known || !new Decimal(wanted).eq(held))
  return {
    ...(differs(label, textOf(known?.label)) && { label }),
    ...(differs(description, textOf(known?.description)) && { description }),
    ...(differs(barcode, textOf(known?.barcode)) && { barcode }),
    ...(price !== undefined && amountDiffers(price, decimalOf(known?.price)) && { price: numberOf(price) }),
    ...(taxRate !== undefined && amountDiffers(taxRate, decimalOf(known?.tva_tx)) && { tva_tx: numberOf(taxRate) }),
    ...(forSale !== undefined && (!known || forSale !== (textOf(known.status) === '1')) && { status: forSale ? 1 : 0 }),
  }
}

/** Fields that people added, where one of them differs from what is there. With those that stay: Dolibarr 16 forgets what it is not given again. */
function newIn(
  { array_options: wanted = {} }: { readonly array_options?: Readonly<Record<string, unknown>> },
  known: Static<typeof ExternalProduct> | undefined,
): object {
  const options: unknown = known?.array_options
  const held = isRecord(options) ? options : {}
  const differs = Object.entries(wanted).some(([name, value]) => !isSameValue(held[name], value))
  return differs ? { array_options: { ...held, ...wanted } } : {}
}

/** Amounts come out with zeros behind the point. */
function isSameValue(held: unknown, wanted: unknown): boolean {
  const [a, b] = [held, wanted].map((value) => (typeof value === 'string' ? value : JSON.stringify(value ?? '')))
  const isNumber = (text: string | undefined): text is string => text !== undefined && /^-?\d+(\.\d+)?$/.test(text)
  return a === b || (isNumber(a) && isNumber(b) && new Decimal(a).eq(b))
}
