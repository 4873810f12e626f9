// Attributes of products as this shop has them, those that people added included: told to the designer, written and read.
// https://developer.adobe.com/commerce/webapi/rest/tutorials/ and the catalog's attributes in the REST reference
import { Type, type Static } from 'typebox'
import { toErrorData } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { remembered } from '#connectors/kit/remembered.ts'
import { fieldsBelow, type Discovery, type SystemFieldValue } from '#connectors/kit/discover.ts'
import { Unfit, writeFields } from '#connectors/kit/field-values.ts'
import { attributeValue, fieldsOf, kindOf, optionsOf, toDiscovered, type Attribute } from './attribute.ts'
import { identityOf } from './auth.ts'
import { LARGEST_PAGE, search } from './client.ts'
import type { Product } from './schemas.ts'
import type { Filter } from './search-criteria.ts'

const Words = Type.Optional(Type.Union([Type.String(), Type.Null()]))
const Mark = Type.Optional(Type.Union([Type.Boolean(), Type.Null()]))
const ProductAttribute = Type.Object({
  attribute_code: Type.String(),
  frontend_input: Words,
  frontend_class: Words,
  default_frontend_label: Words,
  note: Words,
  is_user_defined: Mark,
  is_visible: Mark,
  options: Type.Optional(Type.Union([Type.Array(Type.Object({ label: Words, value: Words })), Type.Null()])),
})
type ProductAttribute = Static<typeof ProductAttribute>

/** Members of the product itself, or kept by Commerce: not written as an attribute. */
const OWN: ReadonlySet<string> = new Set([
  'sku',
  'name',
  'price',
  'status',
  'weight',
  'visibility',
  'type_id',
  'attribute_set_id',
  'created_at',
  'updated_at',
  'category_ids',
  'quantity_and_stock_status',
])

const toAttribute = (given: ProductAttribute): Attribute => ({
  code: given.attribute_code,
  input: given.frontend_input,
  check: given.frontend_class,
  label: given.default_frontend_label,
  note: given.note,
  isAdded: given.is_user_defined === true,
  options: optionsOf(given.options),
})

/** By their codes, in pages: their numbers cannot be filtered by where attributes are joined with their sets. */
async function readAttributes(context: CallContext, filter: readonly Filter[] = []): Promise<readonly ProductAttribute[]> {
  const all: ProductAttribute[] = []
  for (;;) {
    const last = all.at(-1)
    const { items, total } = await search(context, '/products/attributes', ProductAttribute, {
      filters: [...filter, ...(last ? [{ field: 'attribute_code', value: last.attribute_code, condition: 'gt' } as const] : [])],
      sort: { field: 'attribute_code', direction: 'ASC' },
      pageSize: LARGEST_PAGE,
    })
    all.push(...items)
    if (items.length === 0 || total <= items.length) return all
  }
}

const USER_DEFINED = [{ field: 'is_user_defined', value: 1, condition: 'eq' }] as const

const told = (attributes: readonly ProductAttribute[]) =>
  attributes.flatMap((given) => {
    const attribute = toAttribute(given)
    const kind = kindOf(attribute)
    return kind === undefined || OWN.has(attribute.code) || given.is_visible === false
      ? []
      : [[attribute.code, toDiscovered(attribute, kind)] as const]
  })

export const writesAttributes: Discovery = {
  read: async (_, context) => ({ input: fieldsBelow('fields', told(await readAttributes(context))) }),
}
export const readsAttributes: Discovery = {
  read: async (_, context) => ({ output: fieldsBelow('product.fields', told(await readAttributes(context, USER_DEFINED))) }),
}

/** What is given under `fields`, as Commerce takes it. `own`: codes that other members of the input write. Throws `action-input-invalid`. */
export async function attributeValues(
  context: CallContext,
  given: Readonly<Record<string, SystemFieldValue>> | undefined,
  own: ReadonlySet<string>,
): Promise<Readonly<Record<string, unknown>>> {
  if (!given || Object.keys(given).length === 0) return {}
  const attributes = new Map((await readAttributes(context)).map((attribute) => [attribute.attribute_code, toAttribute(attribute)]))
  return await writeFields('Adobe Commerce', given, (code, value) => {
    const attribute = attributes.get(code)
    if (!attribute) throw new Unfit(`Adobe Commerce has no attribute "${code}".`)
    if (OWN.has(code) || own.has(code)) throw new Unfit(`"${code}" is written by another field of this action.`)
    return attributeValue(attribute, value)
  })
}

const known = remembered<readonly Attribute[]>()

/** Of the last ten minutes, or read now. None for an integration that may read products and not their attributes: that must not take the product away. */
const addedAttributes = (context: CallContext): Promise<readonly Attribute[]> =>
  known.get(identityOf(context.config), context.now(), () =>
    readAttributes(context, USER_DEFINED)
      .then((attributes) => attributes.map(toAttribute))
      .catch((error: unknown) => {
        if (toErrorData(error).code !== 'credentials-invalid') throw error
        return []
      }),
  )

/** What people added to a product. The product was read with the same credentials. */
export async function attributesRead(context: CallContext, product: Product): Promise<{ readonly fields?: Record<string, Json> }> {
  return (product.custom_attributes ?? []).length === 0 ? {} : fieldsOf(await addedAttributes(context), product.custom_attributes)
}
