// `productSet`: the product becomes what the input says. Lists are replaced: a variant that is not in the list is deleted, with its stock.
// Source: https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/productSet
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { numberOf } from '../../gid.ts'
import type { ResolverContext } from '../context.ts'
import { recordsOf } from '../order-lines.ts'
import { LOCATIONS } from '../shop.ts'
import { newLevel, putLevel } from '../stock/levels.ts'
import { findByCustomId, replaceMetafields, type MetafieldInput } from './metafields.ts'
import { inventoryItemIdOf } from './seed.ts'

interface OptionValue {
  readonly optionName?: string | null
  readonly name?: string | null
}
interface VariantSetInput {
  readonly id?: string | null
  readonly optionValues: readonly OptionValue[]
  readonly price?: string | null
  readonly compareAtPrice?: string | null
  readonly sku?: string | null
  readonly barcode?: string | null
  readonly taxable?: boolean | null
  readonly inventoryPolicy?: string | null
  readonly inventoryItem?: SimulatorRecord | null
}
interface ProductSetInput {
  readonly title?: string | null
  readonly handle?: string | null
  readonly descriptionHtml?: string | null
  readonly vendor?: string | null
  readonly productType?: string | null
  readonly status?: string | null
  readonly tags?: readonly string[] | null
  readonly metafields?: readonly MetafieldInput[] | null
  readonly productOptions?:
    | readonly { readonly name?: string | null; readonly values?: readonly { readonly name?: string | null }[] | null }[]
    | null
  readonly variants?: readonly VariantSetInput[] | null
}
export interface ProductSetArguments {
  readonly input: ProductSetInput
  readonly identifier?: ProductIdentifier | null
}
export interface ProductIdentifier {
  readonly id?: string | null
  readonly handle?: string | null
  readonly customId?: { readonly namespace?: string | null; readonly key: string; readonly value: string } | null
}

interface Refusal {
  readonly field: readonly string[]
  readonly message: string
  readonly code: string
}

export function findProduct(identifier: ProductIdentifier | null | undefined, records: SimulatorRecords): SimulatorRecord | undefined {
  if (identifier?.id != null) return records.get('product', numberOf(identifier.id))
  if (identifier?.handle != null) return records.find('product', ({ handle }) => handle === identifier.handle)
  const owner = identifier?.customId ? findByCustomId('Product', identifier.customId, records) : undefined
  return owner === undefined ? undefined : records.get('product', numberOf(owner))
}

/** The stored product, or why it was refused. Call it inside `records.atomically`. */
export function setProduct({ input, identifier }: ProductSetArguments, context: ResolverContext): SimulatorRecord | Refusal {
  const { records, at } = context
  const existing = findProduct(identifier, records)
  const refusal = refusalOf(input, identifier, existing, records)
  if (refusal) return refusal
  const id = (existing?.['id'] as number | undefined) ?? records.nextId('product', 8_120_100_000_001)
  const members = membersOf(input)
  const product: SimulatorRecord = {
    ...(existing ?? newProduct(id, input, identifier, at())),
    ...members,
    id,
    ...(input.productOptions && { options: optionsOf(input.productOptions, id) }),
  }
  if (input.variants) product['variants'] = variantsOf(input.variants, product, recordsOf(existing?.['variants']), context)
  else if (!existing) product['variants'] = [newVariant(product, [], 1, context)]
  // Saving what is there already is no change.
  if (!existing || JSON.stringify(existing) !== JSON.stringify(product)) records.put('product', id, { ...product, updated_at: at() })
  if (input.metafields) replaceMetafields(`gid://shopify/Product/${id}`, input.metafields, records)
  if (identifier?.customId && !existing)
    replaceMetafields(`gid://shopify/Product/${id}`, [identifier.customId, ...(input.metafields ?? [])], records)
  return records.get('product', id) ?? product
}

function refusalOf(
  input: ProductSetInput,
  identifier: ProductIdentifier | null | undefined,
  existing: SimulatorRecord | undefined,
  records: SimulatorRecords,
): Refusal | undefined {
  const refused = (field: readonly string[], message: string, code: string): Refusal => ({ field: ['input', ...field], message, code })
  if (identifier?.id != null && !existing)
    return { field: ['identifier', 'id'], message: 'Product does not exist', code: 'PRODUCT_DOES_NOT_EXIST' }
  if (!existing && !input.title) return refused(['title'], "Title can't be blank", 'INVALID_PRODUCT')
  if (input.handle != null) {
    const other = records.find('product', ({ handle }) => handle === input.handle)
    if (other && other['id'] !== existing?.['id'])
      return refused(['handle'], `Handle '${input.handle}' already in use.`, 'HANDLE_NOT_UNIQUE')
  }
  if (input.variants && !input.productOptions) {
    return refused([], 'Product options input is required when updating variants', 'PRODUCT_OPTIONS_INPUT_MISSING')
  }
  if (input.productOptions && !input.variants)
    return refused([], 'Variants input is required when updating product options', 'VARIANTS_INPUT_MISSING')
  const known = new Set(recordsOf(existing?.['variants']).map((variant) => String(variant['id'])))
  const values = new Map(
    (input.productOptions ?? []).map((option) => [option.name, new Set((option.values ?? []).map(({ name }) => name))]),
  )
  const seen = new Set<string>()
  for (const [index, variant] of (input.variants ?? []).entries()) {
    const field = ['variants', String(index)]
    if (variant.id != null && !known.has(numberOf(variant.id)))
      return refused([...field, 'id'], 'Product variant does not exist', 'PRODUCT_VARIANT_DOES_NOT_EXIST')
    const wrong = variant.optionValues.find(({ optionName, name }) => values.get(optionName)?.has(name) !== true)
    if (wrong) return refused([...field, 'optionValues'], `Option value '${wrong.name}' does not exist`, 'OPTION_VALUE_DOES_NOT_EXIST')
    const key = variant.optionValues.map(({ name }) => name).join(' / ')
    if (seen.has(key))
      return refused(field, `The variant '${key}' already exists. Please change at least one option value.`, 'INVALID_VARIANT')
    seen.add(key)
  }
  return undefined
}

function membersOf(input: ProductSetInput): SimulatorRecord {
  return {
    ...(input.title != null && { title: input.title }),
    ...(input.handle != null && { handle: input.handle }),
    ...(input.descriptionHtml != null && { body_html: input.descriptionHtml }),
    ...(input.vendor != null && { vendor: input.vendor }),
    ...(input.productType != null && { product_type: input.productType }),
    ...(input.status != null && { status: input.status.toLowerCase() }),
    ...(input.tags != null && { tags: input.tags.toSorted((a, b) => a.localeCompare(b)).join(', ') }),
  }
}

function newProduct(id: number, input: ProductSetInput, identifier: ProductIdentifier | null | undefined, at: string): SimulatorRecord {
  const title = String(input.title)
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Product/${id}`,
    body_html: '',
    category: null,
    created_at: at,
    handle: identifier?.handle ?? title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    has_variants_that_requires_components: false,
    image: null,
    images: [],
    media: [],
    options: [{ id: id + 3_000_000_000, name: 'Title', position: 1, product_id: id, values: ['Default Title'] }],
    product_type: '',
    published_at: null,
    published_scope: 'global',
    status: 'active',
    tags: '',
    template_suffix: null,
    title,
    updated_at: at,
    variants: [],
    vendor: 'Harbour & Finch',
  }
}

const optionsOf = (options: NonNullable<ProductSetInput['productOptions']>, id: number): SimulatorRecord[] =>
  options.map(({ name, values }, index) => ({
    id: id + 3_000_000_000 + index,
    name: name ?? 'Option',
    position: index + 1,
    product_id: id,
    values: (values ?? []).map((value) => value.name ?? ''),
  }))

function variantsOf(
  inputs: readonly VariantSetInput[],
  product: SimulatorRecord,
  existing: readonly SimulatorRecord[],
  context: ResolverContext,
): SimulatorRecord[] {
  const names = recordsOf(product['options']).map(({ name }) => String(name))
  const kept = new Set(inputs.map(({ id }) => (id == null ? undefined : numberOf(id))))
  for (const gone of existing.filter(({ id }) => !kept.has(String(id)))) removeStock(gone, context)
  return inputs.map((input, index) => {
    const values = names.map((name) => input.optionValues.find(({ optionName }) => optionName === name)?.name ?? '')
    const before = input.id == null ? undefined : existing.find(({ id }) => String(id) === numberOf(input.id ?? ''))
    const variant = before ?? newVariant(product, values, index + 1, context)
    const changed: SimulatorRecord = {
      ...variant,
      title: values.join(' / '),
      option1: values[0] ?? 'Default Title',
      option2: values[1] ?? null,
      option3: values[2] ?? null,
      position: index + 1,
      ...(input.price != null && { price: twoDigits(input.price) }),
      ...(input.compareAtPrice !== undefined && {
        compare_at_price: input.compareAtPrice === null ? null : twoDigits(input.compareAtPrice),
      }),
      ...(input.sku !== undefined && { sku: input.sku }),
      ...(input.barcode !== undefined && { barcode: input.barcode }),
      ...(input.taxable != null && { taxable: input.taxable }),
      ...(input.inventoryPolicy != null && { inventory_policy: input.inventoryPolicy.toLowerCase() }),
    }
    changeItem(changed, input, context)
    return JSON.stringify(changed) === JSON.stringify(before) ? changed : { ...changed, updated_at: context.at() }
  })
}

export const twoDigits = (price: string): string => Number.parseFloat(price).toFixed(2)

function newVariant(
  product: SimulatorRecord,
  values: readonly string[],
  position: number,
  { records, at }: ResolverContext,
): SimulatorRecord {
  const id = records.nextId('_variant', 44_130_000_000_001)
  const item = inventoryItemIdOf(id)
  records.put('inventory_item', item, {
    id: item,
    sku: null,
    tracked: false,
    requires_shipping: true,
    cost: null,
    weight: { value: 0, unit: 'KILOGRAMS' },
    variant_id: id,
    created_at: at(),
    updated_at: at(),
  })
  // Kept at the first location from the beginning, with nothing there.
  putLevel(records, newLevel(item, LOCATIONS[0]?.id, at()))
  return {
    id,
    admin_graphql_api_id: `gid://shopify/ProductVariant/${id}`,
    barcode: null,
    compare_at_price: null,
    created_at: at(),
    fulfillment_service: 'manual',
    grams: 0,
    image_id: null,
    inventory_item_id: item,
    inventory_management: 'shopify',
    inventory_policy: 'deny',
    inventory_quantity: 0,
    old_inventory_quantity: 0,
    option1: values[0] ?? 'Default Title',
    option2: values[1] ?? null,
    option3: values[2] ?? null,
    position,
    price: '0.00',
    product_id: product['id'] as number,
    requires_shipping: true,
    sku: null,
    taxable: true,
    title: values.join(' / ') || 'Default Title',
    updated_at: at(),
    weight: 0,
    weight_unit: 'kg',
  }
}

function changeItem(variant: SimulatorRecord, { inventoryItem }: VariantSetInput, { records, at }: ResolverContext): void {
  const item = records.get('inventory_item', String(variant['inventory_item_id']))
  if (!item) return
  const changed: SimulatorRecord = {
    ...item,
    sku: variant['sku'] as string | null,
    ...(inventoryItem?.['cost'] != null && { cost: String(inventoryItem['cost']) }),
    ...(inventoryItem?.['tracked'] != null && { tracked: inventoryItem['tracked'] as boolean }),
    ...(inventoryItem?.['requiresShipping'] != null && { requires_shipping: inventoryItem['requiresShipping'] as boolean }),
    ...(inventoryItem?.['measurement']?.weight != null && { weight: { ...inventoryItem['measurement'].weight } as SimulatorRecord }),
  }
  if (JSON.stringify(changed) !== JSON.stringify(item)) records.put('inventory_item', String(item['id']), { ...changed, updated_at: at() })
}

function removeStock(variant: SimulatorRecord, { records }: ResolverContext): void {
  const item = variant['inventory_item_id'] as number
  records.remove('inventory_item', item)
  for (const level of records.list('inventory_level').filter((one) => one['inventory_item_id'] === item)) {
    records.remove('inventory_level', `${String(level['location_id'])}-${item}`)
  }
}
