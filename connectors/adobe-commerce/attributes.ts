// Attributes of products as this shop has them, those that people added included: told to the designer, written and read.
// https://developer.adobe.com/commerce/webapi/rest/tutorials/ and the catalog's attributes in the REST reference
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { toErrorData } from '#shared/errors.ts'
import { isRecord, type Json } from '#shared/json.ts'
import type { DiscoveredField, FieldKind } from '#shared/flow/nodes/discovered.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { remembered } from '#connectors/kit/remembered.ts'
import { fieldsBelow, type Discovery, type SystemFieldValue } from '#connectors/kit/discover.ts'
import { fitted, isEmpty, isList, single, Unfit, writeFields } from '#connectors/kit/field-values.ts'
import { identityOf } from './auth.ts'
import { LARGEST_PAGE, search } from './client.ts'
import type { Product } from './schemas.ts'
import { instant, type Filter } from './search-criteria.ts'

const Words = Type.Optional(Type.Union([Type.String(), Type.Null()]))
const Mark = Type.Optional(Type.Union([Type.Boolean(), Type.Null()]))
const Attribute = Type.Object({
  attribute_code: Type.String(),
  frontend_input: Words,
  frontend_class: Words,
  default_frontend_label: Words,
  note: Words,
  is_user_defined: Mark,
  is_visible: Mark,
  options: Type.Optional(Type.Union([Type.Array(Type.Object({ label: Words, value: Words })), Type.Null()])),
})
type Attribute = Static<typeof Attribute>

/** Others are pictures, prices of groups, stock, or widgets of the shop's pages. */
const KINDS: Readonly<Record<string, FieldKind>> = {
  text: 'text',
  textarea: 'text',
  texteditor: 'text',
  pagebuilder: 'text',
  select: 'text',
  multiselect: 'text',
  boolean: 'boolean',
  price: 'decimal',
  weight: 'decimal',
  date: 'date',
  datetime: 'date-time',
}
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

const kindOf = ({ frontend_input: input, frontend_class: check }: Attribute): FieldKind | undefined => {
  if (input !== 'text') return KINDS[input ?? '']
  return check === 'validate-digits' ? 'integer' : check === 'validate-number' ? 'decimal' : 'text'
}
const isChoice = ({ frontend_input: input }: Attribute) => input === 'select' || input === 'multiselect'
const isSeveral = ({ frontend_input: input }: Attribute) => input === 'multiselect'

/** Commerce puts an empty one first. */
const optionsOf = ({ options }: Attribute) =>
  (options ?? []).flatMap(({ label, value }) => (label && value ? [{ label: label.trim(), value }] : []))

/** By their codes, in pages: their numbers cannot be filtered by where attributes are joined with their sets. */
async function readAttributes(context: CallContext, filter: readonly Filter[] = []): Promise<readonly Attribute[]> {
  const all: Attribute[] = []
  for (;;) {
    const last = all.at(-1)
    const { items, total } = await search(context, '/products/attributes', Attribute, {
      filters: [...filter, ...(last ? [{ field: 'attribute_code', value: last.attribute_code, condition: 'gt' } as const] : [])],
      sort: { field: 'attribute_code', direction: 'ASC' },
      pageSize: LARGEST_PAGE,
    })
    all.push(...items)
    if (items.length === 0 || total <= items.length) return all
  }
}

const USER_DEFINED = [{ field: 'is_user_defined', value: 1, condition: 'eq' }] as const

function toDiscovered(attribute: Attribute, kind: FieldKind): DiscoveredField {
  const choices = optionsOf(attribute).map(({ label }) => label)
  return {
    kind,
    ...(attribute.default_frontend_label && { title: attribute.default_frontend_label }),
    ...(attribute.note && { description: attribute.note }),
    // Of two options of one name only the ids tell them apart, which a choice of labels would refuse.
    ...(isChoice(attribute) && choices.length > 0 && new Set(choices).size === choices.length && { choices }),
    ...(isSeveral(attribute) && { list: true }),
    ...(attribute.is_user_defined === true && { custom: true }),
  }
}

const told = (attributes: readonly Attribute[]) =>
  attributes.flatMap((attribute) => {
    const kind = kindOf(attribute)
    return kind === undefined || OWN.has(attribute.attribute_code) || attribute.is_visible === false
      ? []
      : [[attribute.attribute_code, toDiscovered(attribute, kind)] as const]
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
  const attributes = new Map((await readAttributes(context)).map((attribute) => [attribute.attribute_code, attribute]))
  return await writeFields('Adobe Commerce', given, (code, value) => {
    const attribute = attributes.get(code)
    if (!attribute) throw new Unfit(`Adobe Commerce has no attribute "${code}".`)
    if (OWN.has(code) || own.has(code)) throw new Unfit(`"${code}" is written by another field of this action.`)
    const kind = kindOf(attribute)
    if (kind === undefined) throw new Unfit(`"${code}" cannot be written as an attribute.`)
    if (isEmpty(value)) return ''
    if (isSeveral(attribute)) return (isList(value) ? value : [value]).map((one) => optionOf(attribute, single(code, one))).join(',')
    const one = fitted(kind, code, single(code, value))
    if (isChoice(attribute)) return optionOf(attribute, one)
    if (kind === 'boolean') return one === true ? '1' : '0'
    return kind === 'date-time' ? new Date(String(one)).toISOString().slice(0, 19).replace('T', ' ') : String(one)
  })
}

/** An option by its label, or by its id where labels are not unique. */
function optionOf(attribute: Attribute, given: string | number | boolean): string {
  const options = optionsOf(attribute)
  const named = options.filter(({ label }) => label === String(given))
  const option = named.length === 1 ? named[0] : options.find(({ value }) => value === String(given))
  if (option) return option.value
  const many = named.length > 1 ? 'has several options of this name: give the id of one' : 'takes one of its options'
  const some = options.slice(0, 20).map(({ label }) => label)
  throw new Unfit(`"${attribute.attribute_code}" ${many}: ${some.join(', ')}${options.length > some.length ? ', …' : ''}.`)
}

const known = remembered<readonly Attribute[]>()

/** Of the last ten minutes, or read now. None for an integration that may read products and not their attributes: that must not take the product away. */
const addedAttributes = (context: CallContext): Promise<readonly Attribute[]> =>
  known.get(identityOf(context.config), context.now(), () =>
    readAttributes(context, USER_DEFINED).catch((error: unknown) => {
      if (toErrorData(error).code !== 'credentials-invalid') throw error
      return []
    }),
  )

/** What people added to a product, options by their labels; nothing where it has none. The product was read with the same credentials. */
export async function attributesRead(context: CallContext, product: Product): Promise<{ readonly fields?: Record<string, Json> }> {
  const values = new Map((product.custom_attributes ?? []).map(({ attribute_code: code, value }) => [code, value]))
  if (values.size === 0) return {}
  const fields = (await addedAttributes(context)).flatMap((attribute) => {
    const kind = kindOf(attribute)
    const value = values.get(attribute.attribute_code)
    return kind === undefined || value === undefined || value === null ? [] : [[attribute.attribute_code, shown(attribute, kind, value)]]
  })
  return fields.length > 0 ? { fields: Object.fromEntries(fields) as Record<string, Json> } : {}
}

function shown(attribute: Attribute, kind: FieldKind, value: unknown): Json {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value)
  if (isChoice(attribute)) {
    const labels = new Map(optionsOf(attribute).map((option) => [option.value, option.label]))
    const ids = Array.isArray(value) ? value.map(String) : text.split(',')
    return isSeveral(attribute) ? ids.filter((id) => id !== '').map((id) => labels.get(id) ?? id) : (labels.get(text) ?? text)
  }
  if (text === '' || isRecord(value)) return text === '' ? null : text
  switch (kind) {
    case 'boolean':
      return text === '1'
    case 'integer':
    case 'decimal':
      return /^-?\d+(\.\d+)?$/.test(text) ? (kind === 'integer' ? Number(text) : new Decimal(text).toFixed()) : text
    case 'date':
      return text.slice(0, 10)
    case 'date-time':
      return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? instant(text) : text
    default:
      return text
  }
}
